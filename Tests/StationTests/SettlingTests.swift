import CoreSimulator
import Counter
import Domain
import Journal
import Station
import Testing

@Suite("Settling over the local API", .serialized)
struct SettlingTests {
    private static let settled: JSONValue = ["resolution": "unbooked", "by": "李工", "reason": "账上没有"]

    /// A recharge whose answers are lost and whose reversal the core refuses.
    private func refused(_ bench: APIBench) throws -> String {
        bench.station.core.faults.refuse(sequences: [1])
        let isUp = try bench.station.wait { bench.station.access?.status()["core"]?["reachable"] == true ? true : nil }
        #expect(isUp == true)
        bench.station.core.faults.inject(.nonsense(path: "/v1/operations", status: 200, body: "<html>", times: 100))
        let body: JSONValue = ["amount": 5_000, "presented": ["entered": ["scheme": "member", "value": "6001"]]]
        let begun = try bench.call("POST", "/v1/lanes/1/recharges", body, headers: ["Idempotency-Key": "a"])
        let id = try #require(begun.body["id"]?.stringValue)
        let isRefused = try bench.station.wait {
            try bench.call("GET", "/v1/operations/\(id)").body["unsettled"] == true ? true : nil
        }
        #expect(isRefused == true)
        return id
    }

    private func listed(_ bench: APIBench, _ query: String) throws -> [String] {
        try bench.call("GET", "/v1/operations" + query).body["operations"]?.arrayValue?.compactMap {
            $0["id"]?.stringValue
        } ?? []
    }

    @Test("a refused reversal is listed, settled by an admin under a name, once, and stays so over a restart")
    func wholeWay() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let id = try refused(bench)
        #expect(try listed(bench, "?unsettled=true") == [id])
        #expect(try listed(bench, "?open=true&lane=1&state=reversing") == [id])
        #expect(try listed(bench, "?unsettled=true&lane=2").isEmpty)
        #expect(try bench.call("GET", "/v1/operations?open=yes").status == 400)
        #expect(try bench.call("GET", "/v1/status").body["unsettledOperations"] == 1)
        let path = "/v1/operations/\(id)/settle"
        #expect(try bench.call("POST", path, Self.settled).body["code"] == "missing-idempotency-key")
        let answer = try bench.call("POST", path, Self.settled, headers: ["Idempotency-Key": "s"])
        #expect(answer.status == 202 && answer.body["state"] == "reversed")
        #expect(answer.body["settlements"]?.arrayValue?.first?["by"] == "李工")
        let again = try bench.call("POST", path, Self.settled, headers: ["Idempotency-Key": "s"])
        #expect(again.status == 202 && again.body["state"] == "reversed")
        #expect(again.headers.contains { $0.name == "idempotency-replayed" && $0.value == "true" })
        let other = try bench.call("POST", path, Self.settled, headers: ["Idempotency-Key": "t"])
        #expect(other.status == 409 && other.body["code"] == "not-settleable")
        #expect(try listed(bench, "?open=true").isEmpty)
        #expect(try bench.station.events("countertop.recharge.settled.v1").count == 1)
        let stored = try #require(EntityID(id).flatMap { try bench.station.reader?.operation($0) })
        bench.station.stop()
        try bench.station.start()
        #expect(try bench.station.reader?.operation(stored.id) == stored)
        let isDelivered = try bench.station.wait {
            try bench.station.reader?.snapshot().streams.allSatisfy { $0.acknowledged == $0.head } == true ? true : nil
        }
        #expect(isDelivered == true, "the core hears of it")
        #expect(try bench.station.core.books.member("M1")?.balance == 10_000, "nothing is moved by saying so")
    }

    @Test("a reversal that is tried again undoes the effect once the core takes it")
    func retry() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let id = try refused(bench)
        let body: JSONValue = ["resolution": "retry", "by": "李工", "reason": "会员系统已修复"]
        let answer = try bench.call("POST", "/v1/operations/\(id)/settle", body, headers: ["Idempotency-Key": "s"])
        #expect(answer.body["state"] == "reversing" && answer.body["unsettled"] == false)
        #expect(try bench.station.state(of: try #require(EntityID(id)), is: .reversed))
        #expect(try bench.station.core.books.member("M1")?.balance == 10_000)
    }

    @Test("a till may look, and not settle")
    func rights() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let headers = ["Authorization": "Bearer " + APIBench.token, "Idempotency-Key": "s"]
        let path = "/v1/operations/0192f7c0-0000-7000-8000-000000000000/settle"
        let refused = try bench.tcp("POST", path, Self.settled, headers: headers)
        #expect(refused.status == 403 && refused.body["code"] == "forbidden")
        #expect(try bench.tcp("GET", "/v1/operations?unsettled=true", headers: headers).status == 200)
        let unknown = try bench.call("POST", path, Self.settled, headers: ["Idempotency-Key": "s"])
        #expect(unknown.status == 404 && unknown.body["code"] == "unknown-operation")
    }

    @Test(
        "a body that says too little or something else names it",
        arguments: [
            (#"{"by":"a","reason":"b"}"#, "resolution"),
            (#"{"resolution":"forget","by":"a","reason":"b"}"#, "resolution"),
            (#"{"resolution":"retry","reason":"b"}"#, "by"), (#"{"resolution":"retry","by":"a"}"#, "reason"),
            (#"{"resolution":"retry","by":"","reason":"b"}"#, "by"),
            (#"{"resolution":"retry","by":"a","reason":"b","amount":1}"#, "amount"),
        ]
    )
    func badBodies(body: String, field: String) throws {
        let bench = try APIBench()
        defer { bench.end() }
        let path = "/v1/operations/0192f7c0-0000-7000-8000-000000000000/settle"
        let answer = try bench.call("POST", path, headers: ["Idempotency-Key": "s"], raw: Array(body.utf8))
        #expect(answer.status == 400 && answer.body["subject"]?.stringValue == field)
    }
}
