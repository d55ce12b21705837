import CoreSimulator
import Counter
import Domain
import Testing

@Suite("Operations at the core")
struct OperationWireTests {
    private func outcome(_ answer: CoreAnswer?) -> OperationOutcome? {
        if case .outcome(_, _, let outcome) = answer { outcome } else { nil }
    }

    @Test("a sale takes from the account, a recharge adds, an inquiry reads")
    func accounts() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let sale = outcome(bench.ask(.authorise(CoreBench.operation(1, amount: 3_000), attempt: 1)))
        #expect(sale?.approved == true)
        #expect(sale?.balanceBefore == 10_000)
        #expect(sale?.balanceAfter == 7_000)
        #expect(sale?.member?.name == "张三")
        let recharge = outcome(bench.ask(.authorise(CoreBench.operation(2, kind: .recharge, amount: 500), attempt: 1)))
        #expect(recharge?.balanceAfter == 7_500)
        let inquiry = outcome(bench.ask(.authorise(CoreBench.operation(3, kind: .inquiry, amount: 0), attempt: 1)))
        #expect(inquiry?.balanceAfter == 7_500)
        #expect(try bench.core.books.member("M1")?.balance == 7_500)
    }

    @Test("each fuel grade earns its own points, the tier multiplies, points and coupons earn none")
    func points() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        try bench.core.books.add(coupon: "C1", amount: 1_000)
        let diesel = SaleLine(
            article: "D",
            name: "柴油",
            quantity: 1_000,
            unitPrice: 4_000,
            amount: 4_000,
            fuelGrade: "diesel"
        )
        let petrol = SaleLine(
            article: "P",
            name: "95",
            quantity: 1_000,
            unitPrice: 4_000,
            amount: 4_000,
            fuelGrade: "petrol-95"
        )
        let first = outcome(
            bench.ask(.authorise(CoreBench.operation(1, amount: 8_000, lines: [diesel, petrol]), attempt: 1))
        )
        // 40 yuan: diesel 0.5 and petrol 1.2 points a yuan, gold times 1.5.
        #expect(first?.pointsEarned == Int64(102))
        let second = outcome(
            bench.ask(
                .authorise(
                    CoreBench.operation(
                        2,
                        amount: 2_000,
                        tenders: [
                            Tender(kind: .coupon, amount: 1_000, reference: "C1"), Tender(kind: .points, amount: 100),
                            Tender(kind: .outside, amount: 900, reference: "cash"),
                        ]
                    ),
                    attempt: 1
                )
            )
        )
        #expect(second?.approved == true)
        #expect(second?.pointsEarned == 13)
        #expect(second?.pointsBalance == Int64(15))
        let again = outcome(
            bench.ask(
                .authorise(
                    CoreBench.operation(
                        3,
                        amount: 1_000,
                        tenders: [Tender(kind: .coupon, amount: 1_000, reference: "C1")]
                    ),
                    attempt: 1
                )
            )
        )
        #expect(again?.reason == "coupon-used")
    }

    @Test(
        "declines have their own reasons, with words for customer and cashier",
        arguments: [
            ("6001", Int64(99_999), "insufficient-balance"), ("9999", 1, "unknown-member"), ("6002", 1, "card-lost"),
        ]
    )
    func declines(card: String, amount: Int64, reason: String) throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.core.books.setCard(scheme: "member", value: "6002", state: "lost")
        try bench.startLink()
        let answer = outcome(bench.ask(.authorise(CoreBench.operation(1, amount: amount, card: card), attempt: 1)))
        #expect(answer?.approved == false)
        #expect(answer?.reason == reason)
        #expect(answer?.customerText?.isEmpty == false)
        #expect(answer?.cashierText?.isEmpty == false)
    }

    @Test("a replay with the same id moves the money once; with another body it is no answer")
    func replay() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        bench.core.faults.inject(.loseAnswers(1))
        guard case .lost = bench.ask(.authorise(CoreBench.operation(1), attempt: 1)) else {
            Issue.record("a lost answer was taken for one")
            return
        }
        let again = outcome(bench.ask(.authorise(CoreBench.operation(1), attempt: 2)))
        #expect(again?.balanceAfter == 9_000)
        #expect(try bench.core.books.member("M1")?.balance == 9_000)
        guard case .lost = bench.ask(.authorise(CoreBench.operation(1, amount: 2_000), attempt: 3)) else {
            Issue.record("another body under the same id was answered")
            return
        }
        guard case .outcome = bench.ask(.inquire(CoreBench.operation(1).id, attempt: 4)),
            case .neverSeen = bench.ask(.inquire(CoreBench.operation(9).id, attempt: 1))
        else {
            Issue.record("the inquiry did not tell seen from never seen")
            return
        }
    }

    @Test("a core that is away was sent nothing; one that talks nonsense may have done anything")
    func unusable() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        for (status, body) in [
            (200, #"{"id":"00000000-0001-7000-8000-000000000000","result":"approved"}"#), (200, "<html>ok</html>"),
            (200, #"{"result":"maybe"}"#), (500, ""), (401, "{}"), (302, ""),
        ] {
            bench.core.faults.inject(.nonsense(path: "/v1/operations", status: status, body: body, times: 1))
            guard case .lost = bench.ask(.authorise(CoreBench.operation(1), attempt: 1)) else {
                Issue.record("\(status) \(body) was taken for an answer")
                continue
            }
        }
        bench.core.pause()
        guard case .notSent = bench.ask(.authorise(CoreBench.operation(2), attempt: 1)) else {
            Issue.record("a refused connection was not told as such")
            return
        }
    }

    @Test("a refund gives back a part once over, a void all of it")
    func givingBack() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.startLink()
        let sale = CoreBench.operation(1, amount: 3_000)
        _ = bench.ask(.authorise(sale, attempt: 1))
        let part = CoreBench.operation(2, kind: .refund, amount: 1_000, original: sale.id)
        #expect(outcome(bench.ask(.authorise(part, attempt: 1)))?.balanceAfter == 8_000)
        let tooMuch = CoreBench.operation(3, kind: .refund, amount: 2_001, original: sale.id)
        #expect(outcome(bench.ask(.authorise(tooMuch, attempt: 1)))?.reason == "refund-too-large")
        let other = CoreBench.operation(4, amount: 1_000)
        _ = bench.ask(.authorise(other, attempt: 1))
        let void = CoreBench.operation(5, kind: .void, amount: 1_000, original: other.id)
        #expect(outcome(bench.ask(.authorise(void, attempt: 1)))?.balanceAfter == 8_000)
    }

    @Test("keys of member codes come with those that are withdrawn, and only to a station that needs them")
    func memberKeys() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        let hex = String(repeating: "0a", count: 20)
        try bench.core.books.setKey(scheme: "member", value: "6001", key: hex)
        try bench.core.books.setKey(scheme: "staff", value: "42", key: nil)
        // Too short to be one.
        try bench.core.books.setKey(scheme: "member", value: "6002", key: "0a0b")
        try bench.startLink(keys: true)
        let expected = [
            MemberKey(scheme: "staff", value: "42", key: nil),
            MemberKey(scheme: "member", value: "6001", key: KeyMaterial([UInt8](repeating: 10, count: 20))),
        ]
        #expect(bench.see { if case .memberKeys(expected, _) = $0 { true } else { false } })

        let other = try CoreBench()
        defer { other.end() }
        try other.core.books.setKey(scheme: "member", value: "6001", key: hex)
        try other.core.books.setCard(scheme: "member", value: "6002", state: "lost")
        try other.startLink(hotlistInterval: 50)
        #expect(other.see { if case .hotlist = $0 { true } else { false } })
        #expect(!other.told.contains { if case .memberKeys = $0 { true } else { false } })
    }

    @Test("members are resolved, lost cards are told")
    func resolving() throws {
        let bench = try CoreBench()
        defer { bench.end() }
        try bench.core.books.setCard(scheme: "member", value: "6002", state: "lost")
        try bench.startLink()
        func result(_ card: String) -> String? {
            let credential = Credential(scheme: "member", value: card, assurance: .static)
            let request = CoreRequest.resolve(
                lane: LaneName("1")!,
                event: CoreBench.operation(1).id,
                credential: credential
            )
            if case .resolved(_, _, let result, _) = bench.ask(request) { return result }
            return nil
        }
        #expect(result("6001") == "member")
        #expect(result("6002") == "lost")
        #expect(result("7777") == "unknown")
        #expect(bench.see { if case .hotlist(let added, _, _) = $0 { added.map(\.value) == ["6002"] } else { false } })
    }
}
