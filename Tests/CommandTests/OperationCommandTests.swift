import Domain
import Testing

@testable import countertop

@Suite("Operations from the command line")
struct OperationCommandTests {
    private static func operation(_ state: String, unsettled: Bool, settlements: [JSONValue] = []) -> JSONValue {
        [
            "id": "O1", "kind": "sale", "lane": "1", "state": .string(state), "final": false, "amount": 5_000,
            "currency": "CNY", "created": "2026-03-01T08:00:00.000Z", "unsettled": .bool(unsettled),
            "problem": unsettled ? Problem("reversal-refused", detail: "the core says: no-member").json : .null,
            "settlements": .array(settlements),
        ]
    }

    @Test("what a person must settle is listed with the reason and what to do, in both languages")
    func listed() throws {
        let daemon = try DaemonDouble([
            "GET /v1/operations": ["operations": [Self.operation("reversing", unsettled: true)]],
            "GET /v1/status": ["unsettledOperations": 1, "openOperations": 1], "GET /v1/receipts": ["receipts": []],
        ])
        defer { daemon.stop() }
        for line in ["operation list --unsettled", "operation list --open --lane 1 --state reversing", "operation"] {
            let result = daemon.run(line)
            #expect(result.status == .done)
            for word in ["O1", "¥50.00", "会员系统拒绝冲正", "no-member", "operation settle", "须人工处理"] {
                #expect(result.out.contains(word), "\(word) of \(line)")
            }
        }
        #expect(daemon.run("queue").out.contains("operation list --unsettled"))
        #expect(daemon.run("status").out.contains("有 1 笔须人工处理"))
        #expect(try JSONReader.read(daemon.run("--json operation list").out)["operations"]?.arrayValue?.count == 1)
    }

    @Test("settling names resolution, person and reason, and shows them")
    func settled() throws {
        let settlement: JSONValue = [
            "resolution": "booked", "by": "Li", "reason": "booked-by-hand", "account": "uid:0",
            "time": "2026-03-01T09:00:00.000Z",
        ]
        let answer = Self.operation("confirmed", unsettled: false, settlements: [settlement])
        let daemon = try DaemonDouble(["POST /v1/operations/O1/settle": answer, "GET /v1/operations/O1": answer])
        defer { daemon.stop() }
        let result = daemon.run("operation settle O1 --as booked --by Li --reason booked-by-hand")
        #expect(result.status == .done && daemon.calls == ["POST /v1/operations/O1/settle"])
        #expect(result.out.contains("settled as booked by Li (uid:0, 2026-03-01T09:00:00.000Z): booked-by-hand"))
        #expect(daemon.run("operation show O1").out == result.out)
    }

    @Test(
        "a line that leaves something out says what",
        arguments: [
            ("operation settle", "id is missing"), ("operation settle O1 --by Li --reason x", "--as is missing"),
            ("operation settle O1 --as booked --reason x", "--by is missing"),
            ("operation settle O1 --as booked --by Li", "--reason is missing"),
            ("operation show", "id is missing"), ("operation eat", "none of list, show, settle"),
            ("operation list --unsetled", "“--unsetled” was not understood; “--unsettled” was probably meant"),
        ]
    )
    func mistakes(line: String, text: String) throws {
        let daemon = try DaemonDouble([:])
        defer { daemon.stop() }
        let result = daemon.run(line)
        #expect(result.status == .usage && result.errors.contains(text))
        #expect(daemon.calls.isEmpty)
    }
}
