import CoreSimulator
import Counter
import Domain
import Testing

@Suite("The reference core's books")
struct BooksTests {
    private func outcome(_ answer: CoreAnswer?) -> OperationOutcome? {
        if case .outcome(_, _, let outcome) = answer { outcome } else { nil }
    }

    @Test("refunds in parts give back exactly what was paid, to the last fen and point")
    func parts() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let sale = CoreBench.operation(
            1,
            amount: 1_000,
            tenders: [Tender(kind: .account, amount: 700), Tender(kind: .outside, amount: 300)]
        )
        #expect(outcome(bench.ask(.authorise(sale, attempt: 1)))?.balanceAfter == 9_300)
        for (number, amount) in [Int64(333), 333, 334].enumerated() {
            let part = CoreBench.operation(UInt8(number + 2), kind: .refund, amount: amount, original: sale.id)
            #expect(outcome(bench.ask(.authorise(part, attempt: 1)))?.approved == true)
        }
        #expect(try bench.core.books.member("M1")?.balance == 10_000)
        #expect(try bench.core.books.member("M1")?.points == 0)
    }

    @Test("a refund goes to the member who paid, of a sale only; a void of a sale frees its coupon")
    func whoseAndWhat() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        try bench.core.books.add(coupon: "C1", amount: 500)
        let tenders = [Tender(kind: .coupon, amount: 500, reference: "C1"), Tender(kind: .account, amount: 500)]
        let sale = CoreBench.operation(1, amount: 1_000, tenders: tenders)
        _ = bench.ask(.authorise(sale, attempt: 1))
        let other = CoreBench.operation(2, kind: .refund, amount: 100, card: "6002", original: sale.id)
        #expect(outcome(bench.ask(.authorise(other, attempt: 1)))?.reason == "other-member")
        let recharge = CoreBench.operation(3, kind: .recharge, amount: 100)
        _ = bench.ask(.authorise(recharge, attempt: 1))
        let refund = CoreBench.operation(4, kind: .refund, amount: 100, original: recharge.id)
        #expect(outcome(bench.ask(.authorise(refund, attempt: 1)))?.reason == "original-unknown")
        let partly = CoreBench.operation(5, kind: .void, amount: 500, original: sale.id)
        #expect(outcome(bench.ask(.authorise(partly, attempt: 1)))?.reason == "refund-too-large")
        let void = CoreBench.operation(6, kind: .void, amount: 1_000, original: sale.id)
        #expect(outcome(bench.ask(.authorise(void, attempt: 1)))?.approved == true)
        let again = CoreBench.operation(7, amount: 1_000, tenders: tenders)
        #expect(outcome(bench.ask(.authorise(again, attempt: 1)))?.approved == true)
    }

    @Test(
        "amounts no book can bear are declined, and the books stay as they are",
        arguments: [
            (Operation.Kind.recharge, Int64.max, []), (.recharge, -1, []), (.recharge, 0, []),
            (.sale, 100, [Tender(kind: .account, amount: .min)]), (.sale, 100, [Tender(kind: .account, amount: 99)]),
        ] as [(Domain.Operation.Kind, Int64, [Tender])]
    )
    func amounts(kind: Domain.Operation.Kind, amount: Int64, tenders: [Tender]) throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let operation = CoreBench.operation(1, kind: kind, amount: amount, tenders: tenders)
        #expect(outcome(bench.ask(.authorise(operation, attempt: 1)))?.reason == "invalid-amount")
        #expect(try bench.core.books.member("M1")?.balance == 10_000)
    }

    @Test("an operation that was undone is answered as such, to a replay and to an inquiry")
    func undone() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let sale = CoreBench.operation(1, amount: 4_000)
        _ = bench.ask(.authorise(sale, attempt: 1))
        bench.journal.append(.pay, type: "countertop.sale.reversal.v1", data: ["operation": .string(sale.id.text)])
        bench.wake()
        #expect(bench.see { if case .acknowledged(.pay, _, 1) = $0 { true } else { false } })
        #expect(outcome(bench.ask(.authorise(sale, attempt: 2)))?.reason == "reversed")
        #expect(outcome(bench.ask(.inquire(sale.id, attempt: 3)))?.reason == "reversed")
    }

    @Test(
        "a sale taken offline earns by its grades, may leave the account below zero, and is refused for nobody's card"
    )
    func offline() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        let diesel = SaleLine(
            article: "D",
            name: "柴油",
            quantity: 1_000,
            unitPrice: 12_000,
            amount: 12_000,
            fuelGrade: "diesel"
        )
        let sale = CoreBench.operation(1, amount: 12_000, lines: [diesel])
        let nobody = CoreBench.operation(2, amount: 100, card: "9999")
        for operation in [sale, nobody] {
            bench.journal.append(
                .pay,
                type: "countertop.sale.offline.v1",
                data: [
                    "operation": .string(operation.id.text), "request": operation.request.json,
                    "credential": operation.credential!.json,
                ]
            )
        }
        try bench.startLink()
        #expect(bench.see { if case .rejected(.pay, _, 2, "unknown-member") = $0 { true } else { false } })
        let member = try bench.core.books.member("M1")
        #expect(member?.balance == -2_000)
        // 120 yuan of diesel at half a point a yuan, gold times 1.5.
        #expect(member?.points == 90)
    }
}
