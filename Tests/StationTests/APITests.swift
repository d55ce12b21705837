import CoreSimulator
import Counter
import Domain
import Foundation
import HTTPClient
import Journal
import Linux
import LocalAPI
import Runtime
import Station
import Testing

@Suite("Local API", .serialized)
struct APITests {
    private let recharge: JSONValue = [
        "amount": 5_000, "presented": ["entered": ["scheme": "member", "value": "6001"]],
    ]

    @Test("a recharge is accepted with 202, waited for, and its end is told")
    func wholeWay() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let begun = try bench.call("POST", "/v1/lanes/1/recharges", recharge, headers: ["Idempotency-Key": "a"])
        #expect(begun.status == 202)
        let id = try #require(begun.body["id"]?.stringValue)
        var ended = begun
        for _ in 0..<5 where ended.body["final"] != true {
            ended = try bench.call("GET", "/v1/operations/\(id)?wait=10")
        }
        #expect(ended.body["state"] == "confirmed")
        #expect(ended.body["outcome"]?["balanceAfter"] == 15_000)
        let again = try bench.call("POST", "/v1/lanes/1/recharges", recharge, headers: ["Idempotency-Key": "a"])
        #expect(again.status == 202)
        #expect(again.body["id"]?.stringValue == id)
        #expect(again.headers.contains { $0.name == "idempotency-replayed" && $0.value == "true" })
        #expect(try bench.station.core.books.member("M1")?.balance == 15_000)
    }

    @Test(
        "bad requests get a problem that names what is wrong, and leave nothing in the journal",
        arguments: [
            ("/v1/lanes/9/sales", #"{"amount":1,"presented":{"await":["card"]}}"#, 404, "unknown-lane"),
            ("/v1/lanes/1/sales", #"{"amount":-1,"presented":{"await":["card"]}}"#, 422, "invalid-amount"),
            (
                "/v1/lanes/1/sales", #"{"amount":99999999999999999999,"presented":{"await":["card"]}}"#, 422,
                "invalid-amount"
            ),
            ("/v1/lanes/1/sales", #"{"amount":1.5,"presented":{"await":["card"]}}"#, 422, "invalid-amount"),
            (
                "/v1/lanes/1/sales", #"{"amount":1,"currency":"USD","presented":{"await":["card"]}}"#, 422,
                "wrong-currency"
            ),
            ("/v1/lanes/1/sales", #"{"amount":1,"presented":{"await":["card"]},"x":1}"#, 400, "invalid-request"),
            ("/v1/lanes/1/sales", #"{"amount":1,"#, 400, "invalid-request"),
            ("/v1/lanes/1/sales", "[]", 400, "invalid-request"),
            ("/v1/lanes/1/sales", "", 400, "invalid-request"), ("/v1/nothing/1/sales", "{}", 404, "unknown-route"),
            ("/v1/lanes/1/receipts", #"{"messages":["x"]}"#, 409, "no-printer"),
        ]
    )
    func badRequests(path: String, body: String, status: Int, code: String) throws {
        let bench = try APIBench()
        defer { bench.end() }
        let answer = try bench.call("POST", path, headers: ["Idempotency-Key": "a"], raw: Array(body.utf8))
        #expect(answer.status == status)
        #expect(answer.body["code"]?.stringValue == code)
        #expect(answer.body["zh"]?["cashier"]?.stringValue?.isEmpty == false)
        #expect(try bench.station.reader?.operations(lane: nil, state: nil, limit: 10).isEmpty == true)
        #expect(try bench.station.reader?.idempotency(till: "uid:0", key: "a") == nil)
    }

    @Test("a megabyte is refused, a missing key is refused, plain forms are refused")
    func refusals() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let large = try? bench.call(
            "POST",
            "/v1/lanes/1/sales",
            headers: ["Idempotency-Key": "a"],
            raw: [UInt8](repeating: 0x20, count: 1 << 20)
        )
        #expect(large == nil || large?.status == 413)
        #expect(try bench.call("POST", "/v1/lanes/1/recharges", recharge).body["code"] == "missing-idempotency-key")
        let form = try bench.call(
            "POST",
            "/v1/lanes/1/recharges",
            recharge,
            headers: ["Idempotency-Key": "a", "Content-Type": "text/plain"]
        )
        #expect(form.body["subject"] == "Content-Type")
        let reused = try bench.call("POST", "/v1/lanes/1/recharges", recharge, headers: ["Idempotency-Key": "b"])
        #expect(reused.status == 202)
        let other: JSONValue = ["amount": 1, "presented": ["entered": ["scheme": "member", "value": "6001"]]]
        #expect(
            try bench.call("POST", "/v1/lanes/1/recharges", other, headers: ["Idempotency-Key": "b"]).body["code"]
                == "idempotency-key-reused"
        )
    }

    @Test(
        "loopback lets in a token and a paired page, and nobody else",
        arguments: [
            (["Authorization": "Bearer " + APIBench.token], 200), ([:], 401), (["Authorization": "Bearer wrong"], 401),
            (["Authorization": "Bearer " + APIBench.token, "Host": "till.evil.example"], 403),
            (["Authorization": "Bearer " + APIBench.token, "Origin": "https://evil.example"], 403),
            (["Authorization": "Bearer " + APIBench.token, "Origin": "null"], 403),
            (["Authorization": "Bearer " + APIBench.token, "Origin": APIBench.origin], 200),
            (["Authorization": "Bearer " + APIBench.token, "Sec-Fetch-Site": "cross-site"], 403),
        ]
    )
    func loopback(headers: [String: String], status: Int) throws {
        let bench = try APIBench()
        defer { bench.end() }
        let answer = try bench.tcp("GET", "/v1/status", headers: headers)
        #expect(answer.status == status)
        if headers["Origin"] == APIBench.origin {
            #expect(answer.headers.contains { $0.name == "access-control-allow-origin" && $0.value == APIBench.origin })
        }
    }

    @Test("a subscriber that vanishes and resumes at its cursor misses nothing and sees nothing twice")
    func resuming() throws {
        let bench = try APIBench()
        defer { bench.end() }
        for number in 0..<30 {
            bench.station.tap(String(700_000 + number))
        }
        #expect(
            try bench.station.wait { try bench.station.reader?.snapshot().streams[1].head == 30 ? true : nil } == true
        )
        var seen: [Int64] = []
        var cursor = try #require(try bench.call("GET", "/v1/events?limit=1").body["next"]?.stringValue)
        cursor = try bench.station.reader!.oldestCursor().description
        for _ in 0..<4 where seen.count < 30 {
            let (ids, sequences) = try read(bench, after: cursor, count: 10)
            cursor = try #require(ids.last)
            seen += sequences
        }
        #expect(seen == Array(1...30))
        let gone = try bench.call("GET", "/v1/events?after=00000000000000ff.0")
        #expect(gone.status == 410)
        #expect(gone.body["oldest"]?.stringValue == (try bench.station.reader?.oldestCursor().description))
    }

    /// Reads `count` live events of the member stream and hangs up.
    private func read(_ bench: APIBench, after cursor: String, count: Int) throws -> ([String], [Int64]) {
        let client = HTTPClient()
        defer { client.close() }
        var request = HTTPClientRequest(url: "http://localhost/v1/events?stream=member")
        request.unixSocketPath = bench.socket
        request.totalTimeout = 10_000
        request.headers = [.init("Accept", "text/event-stream"), .init("Last-Event-ID", cursor)]
        var text = ""
        var ids: [String] = []
        var sequences: [Int64] = []
        // Hanging up ends the stream with an error of its own.
        _ = try? client.stream(request) { bytes in
            text += String(decoding: bytes, as: UTF8.self)
            // The retry line is a block of its own.
            return text.components(separatedBy: "\n\n").count <= count + 1
        }
        for block in text.components(separatedBy: "\n\n") {
            let lines = block.components(separatedBy: "\n")
            guard let id = lines.first(where: { $0.hasPrefix("id: ") }),
                let data = lines.first(where: { $0.hasPrefix("data: ") }),
                let event = try? JSONReader.read(String(data.dropFirst(6))), ids.count < count
            else {
                continue
            }
            ids.append(String(id.dropFirst(4)))
            sequences.append(Int64(event["sequence"]?.stringValue ?? "") ?? 0)
        }
        return (ids, sequences)
    }

    @Test("waiting for an operation ends with its end, not with its way to the core")
    func waiting() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let body: JSONValue = ["amount": 5_000, "presented": ["await": ["card"], "seconds": 60]]
        let begun = try bench.call("POST", "/v1/lanes/1/recharges", body, headers: ["Idempotency-Key": "a"])
        #expect(begun.body["state"] == "awaitingCard")
        let id = try #require(begun.body["id"]?.stringValue)
        let loop = bench.station.loop
        let card = CardFinding.member(
            Credential(scheme: "member", value: "6001", assurance: .static),
            profile: "test"
        )
        let tapping = try DeviceThread.start("tap") {
            loop?.post(.reader(.presented(StationBench.reader, fingerprint: "f", card)))
        }
        let ended = try bench.call("GET", "/v1/operations/\(id)?wait=30")
        tapping.join(until: .after(milliseconds: 5_000))
        #expect(ended.body["state"] == "confirmed")
        #expect(try bench.call("GET", "/v1/operations/\(id)?wait=soon").body["subject"] == "wait")
    }

    @Test("a command that cannot be committed in time is answered 409; the same key gets the operation later")
    func commitLimit() throws {
        let bench = try APIBench { $0.commitLimit = 100 }
        defer { bench.end() }
        let gate = ConditionBox(false)
        // The station's loop is held up as by a disk that stalls.
        _ = bench.station.access?.subscribe(
            wake: { _ = gate.wait(until: .after(milliseconds: 10_000)) { $0 ? true : nil } },
            message: { _, _ in }
        )
        bench.station.tap()
        let late = try bench.call("POST", "/v1/lanes/1/recharges", recharge, headers: ["Idempotency-Key": "a"])
        #expect(late.status == 409)
        #expect(late.body["code"] == "commit-timeout")
        gate.update { $0 = true }
        let again = try bench.station.wait {
            let answer = try bench.call("POST", "/v1/lanes/1/recharges", recharge, headers: ["Idempotency-Key": "a"])
            return answer.status == 202 ? answer : nil
        }
        #expect(again?.body["id"]?.stringValue != nil)
        #expect(try bench.station.reader?.operations(lane: nil, state: nil, limit: 10).count == 1)
    }

    @Test("a live subscriber hears a sign of life while nothing happens")
    func heartbeat() throws {
        let bench = try APIBench { $0.heartbeat = 30 }
        defer { bench.end() }
        let client = HTTPClient()
        defer { client.close() }
        var request = HTTPClientRequest(url: "http://localhost/v1/events?type=nothing")
        request.unixSocketPath = bench.socket
        request.totalTimeout = 20_000
        request.headers = [.init("Accept", "text/event-stream")]
        var text = ""
        _ = try? client.stream(request) { bytes in
            text += String(decoding: bytes, as: UTF8.self)
            return text.components(separatedBy: ":\n\n").count < 4
        }
        #expect(text.hasSuffix(":\n\n:\n\n:\n\n"))
    }

    @Test("a subscriber that does not read holds nobody up")
    func slowReader() throws {
        let bench = try APIBench()
        defer { bench.end() }
        let socket = try UnixSocket.connect(bench.socket, until: .after(milliseconds: 5_000))
        defer { socket.close() }
        try socket.writeAll(
            Array("GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".utf8),
            until: .after(milliseconds: 5_000)
        )
        for number in 0..<3_000 {
            bench.station.tap(String(700_000 + number))
        }
        #expect(
            try bench.station.wait { try bench.station.reader?.snapshot().streams[1].head == 3_000 ? true : nil }
                == true
        )
        #expect(try bench.call("GET", "/v1/status").status == 200)
    }
}
