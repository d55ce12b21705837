import Configuration
import Counter
import Domain
import Journal
import Testing

@testable import Station

@Suite("Pairing of tills", .serialized)
struct PairingTests {
    private func bench() throws -> APIBench {
        let bench = try APIBench()
        let text = "{ lanes: [{ name: \"1\", printer: { file: \"/nowhere/paper\" } }] }"
        let read = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere"))
            .read(Array(text.utf8), file: "c")
        bench.station.settings.lanes[0].printer = try read.get().lanes[0].printer
        bench.station.configure()
        return bench
    }

    private func redeem(_ bench: APIBench, _ code: String) throws -> APIBench.Answer {
        try bench.tcp("POST", "/v1/pairings/token", ["code": .string(code)], headers: [:])
    }

    private func status(_ bench: APIBench, _ token: String) throws -> Int {
        try bench.tcp("GET", "/v1/status", headers: ["Authorization": "Bearer " + token]).status
    }

    @Test("a code becomes a token once; the token opens the API until the pairing ends, across a restart too")
    func whole() throws {
        let bench = try bench()
        defer { bench.end() }
        let offer = try bench.call("POST", "/v1/pairings", ["till": "T1"])
        #expect(offer.status == 201 && offer.body["seconds"] == 600)
        let code = try #require(offer.body["code"]?.stringValue)
        #expect(code.count == 8)
        let paired = try redeem(bench, code)
        #expect(paired.status == 201 && paired.body["till"] == "T1")
        let token = try #require(paired.body["token"]?.stringValue)
        #expect(token.count == 64)
        #expect(try status(bench, token) == 200)
        #expect(try status(bench, token + "0") == 401)
        #expect(try status(bench, APIBench.token) == 200)
        #expect(try redeem(bench, code).body["code"] == "pairing-code-wrong")
        let rows = try bench.station.reader?.pairedTills()
        #expect(rows?.map(\.name) == ["T1"] && rows?.first?.tokenHash.count == 32)
        #expect(try bench.call("GET", "/v1/pairings").body["tills"]?.arrayValue?.map { $0["till"] } == ["T1"])
        #expect(try bench.call("DELETE", "/v1/pairings/T2").status == 404)
        #expect(try bench.call("DELETE", "/v1/pairings/T1").status == 204)
        #expect(try status(bench, token) == 401)
    }

    @Test("a code that is asked for on a lane prints there and is in no answer")
    func printed() throws {
        let bench = try bench()
        defer { bench.end() }
        let body: JSONValue = ["till": "T1", "lane": "1"]
        #expect(try bench.call("POST", "/v1/pairings", body).body["code"] == "missing-idempotency-key")
        let headers = ["Idempotency-Key": "p"]
        let answer = try bench.call("POST", "/v1/pairings", body, headers: headers)
        #expect(answer.status == 202 && answer.body["code"] == nil)
        let id = answer.body["receipt"]?["id"]
        #expect(try bench.call("POST", "/v1/pairings", body, headers: headers).body["receipt"]?["id"] == id)
        let job = try #require(id?.stringValue.flatMap(EntityID.init))
        let values = try bench.station.reader?.receiptJob(job)?.document["values"]
        let code = try #require(values?["code"]?.stringValue)
        #expect(values?["till"] == "T1" && values?["expires"]?.stringValue != nil)
        #expect(try redeem(bench, code).status == 201)
    }

    @Test("after five wrong codes the right one is worth nothing either")
    func guessing() throws {
        let bench = try bench()
        defer { bench.end() }
        let code = try bench.call("POST", "/v1/pairings", ["till": "T1"]).body["code"]?.stringValue ?? ""
        for _ in 0..<5 {
            #expect(try redeem(bench, "wrong").status == 403)
        }
        #expect(try redeem(bench, code).status == 403)
    }

    @Test("a new code of a till ends its old one, and names are checked")
    func replaced() throws {
        let bench = try bench()
        defer { bench.end() }
        let first = try bench.call("POST", "/v1/pairings", ["till": "T1"]).body["code"]?.stringValue ?? ""
        let second = try bench.call("POST", "/v1/pairings", ["till": "T1"]).body["code"]?.stringValue ?? ""
        #expect(try redeem(bench, first).status == 403)
        #expect(try redeem(bench, second).status == 201)
        #expect(try bench.call("POST", "/v1/pairings", ["till": "a b"]).body["subject"] == "till")
        #expect(try bench.call("POST", "/v1/pairings", ["till": "T1", "lane": "9"]).status == 404)
    }

    @Test("tills cannot pair tills, and a page of another origin gets no token")
    func roles() throws {
        let bench = try bench()
        defer { bench.end() }
        let token = ["Authorization": "Bearer " + APIBench.token]
        #expect(try bench.tcp("POST", "/v1/pairings", ["till": "T9"], headers: token).body["code"] == "forbidden")
        #expect(try bench.tcp("GET", "/v1/pairings", headers: token).body["code"] == "forbidden")
        let evil = ["Origin": "https://evil.example"]
        let answer = try bench.tcp("POST", "/v1/pairings/token", ["code": "1"], headers: evil)
        #expect(answer.body["code"] == "forbidden-origin")
    }
}
