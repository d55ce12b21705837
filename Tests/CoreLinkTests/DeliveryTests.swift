import CoreSimulator
import Counter
import Domain
import Linux
import Testing

@Suite("Delivery to the core")
struct DeliveryTests {
    private func delivered(_ bench: CoreBench, _ stream: EventStream, _ sequence: Int64) -> Bool {
        bench.see { answer in
            if case .acknowledged(stream, _, let known) = answer { known >= sequence } else { false }
        }
    }

    @Test("a thousand events of a core that was away arrive once, in order, when it is back")
    func backlog() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.core.pause()
        bench.journal.append(.pay, count: 1_000)
        bench.journal.append(.member, count: 10)
        try bench.startLink()
        #expect(bench.see { if case .linkDown = $0 { true } else { false } })
        try bench.core.start()
        #expect(delivered(bench, .pay, 1_000))
        #expect(delivered(bench, .member, 10))
        #expect(try bench.core.books.receivedTypes(source: "/stations/s1").count == 1_010)
        #expect(try bench.core.books.duplicates() == 0)
    }

    @Test("an answer that is lost is sent again and applied once")
    func lostAcknowledgement() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.core.faults.inject(.loseAnswers(1))
        bench.journal.append(.pay, count: 5)
        try bench.startLink()
        #expect(delivered(bench, .pay, 5))
        #expect(try bench.core.books.receivedTypes(source: "/stations/s1").count == 5)
    }

    @Test("a reversal undoes its operation once, and one that was never seen refuses the late original")
    func reversals() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let sale = CoreBench.operation(1, amount: 4_000)
        _ = bench.ask(.authorise(sale, attempt: 1))
        let late = CoreBench.operation(2, amount: 1_000)
        for id in [sale.id, sale.id, late.id] {
            bench.journal.append(.pay, type: "countertop.sale.reversal.v1", data: ["operation": .string(id.text)])
        }
        bench.wake()
        #expect(delivered(bench, .pay, 3))
        #expect(try bench.core.books.member("M1")?.balance == 10_000)
        guard case .outcome(_, _, let answer) = bench.ask(.authorise(late, attempt: 1)) else {
            Issue.record("the late original was not answered")
            return
        }
        #expect(answer.reason == "reversed")
        #expect(try bench.core.books.member("M1")?.balance == 10_000)
    }

    @Test("a sale accepted offline is booked when its event arrives")
    func offline() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        let sale = CoreBench.operation(1, amount: 4_000)
        bench.journal.append(
            .pay,
            type: "countertop.sale.offline.v1",
            data: [
                "operation": .string(sale.id.text), "request": sale.request.json,
                "credential": sale.credential!.json,
            ]
        )
        try bench.startLink()
        #expect(delivered(bench, .pay, 1))
        #expect(try bench.core.books.member("M1")?.balance == 6_000)
    }

    @Test("a refused event is parked alone; its tombstone and the rest go on")
    func refused() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.core.faults.refuse(sequences: [3])
        bench.journal.append(.member, count: 6)
        try bench.startLink()
        #expect(delivered(bench, .member, 6))
        #expect(bench.see { if case .rejected(.member, _, 3, _) = $0 { true } else { false } })
        #expect(
            try bench.core.books.receivedTypes(source: "/stations/s1").firstIndex(of: EventType.tombstone) == 2
        )
    }

    @Test("a journal older than what the core knows is told as a conflict, never overwritten")
    func restoredBackup() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        bench.journal.append(.pay, count: 10)
        try bench.startLink()
        #expect(delivered(bench, .pay, 10))
        bench.core.pause()
        bench.journal.append(.pay)
        bench.wake()
        #expect(bench.see { if case .linkDown = $0 { true } else { false } })
        bench.journal.forget(.pay, keeping: 4)
        try bench.core.start()
        #expect(bench.see { if case .epochConflict("00000000000000aa") = $0 { true } else { false } })
    }

    @Test("a wrong token is a fault of the link that says so", arguments: [nil, "wrong"])
    func token(given: String?) throws {
        let bench = try CoreBench(token: "right")
        defer { bench.end() }
        bench.journal.append(.pay)
        try bench.startLink(token: given)
        #expect(bench.see { if case .linkDown(let reason) = $0 { reason.contains("token") } else { false } })
        #expect(try bench.core.books.receivedTypes(source: "/stations/s1").isEmpty)
    }
}
