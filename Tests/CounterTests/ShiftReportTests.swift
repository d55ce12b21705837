import Counter
import Domain
import Receipts
import Testing

@Suite("Shift report")
struct ShiftReportTests {
    private static let begun = Instant(milliseconds: 1_000_000)
    private static let until = Instant(milliseconds: 2_000_000)

    private func operation(
        _ kind: Operation.Kind,
        _ amount: Int64,
        state: Operation.State = .confirmed,
        tenders: [Tender] = [],
        original: EntityID? = nil,
        created: Int64 = 1_500_000,
        updated: Int64 = 1_500_500,
        number: UInt8 = 1
    ) -> Operation {
        var operation = Operation(
            id: EntityID(time: Instant(milliseconds: created), random: [number]),
            kind: kind,
            lane: CounterBench.lane,
            till: "uid:0",
            request: OperationRequest(
                kind: kind,
                amount: Money(fen: amount),
                tenders: tenders,
                presented: nil,
                original: original
            ),
            created: Instant(milliseconds: created),
            state: state
        )
        operation.updated = Instant(milliseconds: updated)
        return operation
    }

    private func report(_ operations: [Operation], originals: [Operation] = []) -> ShiftReport {
        ShiftReport(
            lane: CounterBench.lane,
            begun: Self.begun,
            until: Self.until,
            currency: .cny,
            settled: operations,
            originals: originals
        )
    }

    private func sums(_ sums: [ShiftReport.Sum]) -> [String] {
        sums.map { "\($0.kind)\($0.name.map { " " + $0 } ?? "") \($0.count) \($0.amount)" }
    }

    @Test("counts and sums by kind and by way of payment; what was given back counts against what was taken")
    func report() {
        let cash = Tender(kind: .outside, amount: 3_000, reference: "cash")
        let sale = operation(.sale, 5_000, tenders: [Tender(kind: .account, amount: 2_000), cash], number: 1)
        let small = operation(.sale, 1_000, tenders: [Tender(kind: .account, amount: 1_000)], number: 2)
        let report = report(
            [
                operation(.recharge, 10_000, tenders: [Tender(kind: .outside, amount: 10_000, reference: "cash")]),
                sale, small, operation(.refund, 500, original: sale.id),
                operation(.void, 1_000, original: small.id), operation(.inquiry, 0),
            ],
            originals: [sale, small]
        )
        #expect(
            sums(report.operations) == [
                "sale 2 6000", "recharge 1 10000", "refund 1 500", "void 1 1000", "inquiry 1 0",
            ]
        )
        #expect(sums(report.tenders) == ["outside cash 2 13000", "account 4 1500"])
        #expect(report.total == 6_000 - 500 - 1_000)
    }

    @Test("a voided recharge is no less turnover")
    func voidedRecharge() {
        let recharge = operation(.recharge, 10_000)
        #expect(report([operation(.void, 10_000, original: recharge.id)], originals: [recharge]).total == 0)
    }

    @Test(
        "what did not happen counts nothing, and what has no end yet is told apart",
        arguments: Operation.State.allCases
    )
    func states(state: Operation.State) {
        let report = report([operation(.sale, 700, state: state)])
        switch state {
        case .confirmed, .offlineAccepted: #expect(report.total == 700 && report.open == 0)
        case .declined, .reversed, .cancelled, .expired: #expect(report.total == 0 && report.open == 0)
        default: #expect(report.total == 0 && report.open == 1)
        }
    }

    @Test("an operation belongs to the shift of its end, one accepted offline to that of its acceptance")
    func borders() {
        func total(created: Int64, updated: Int64, offline: Bool = false) -> Int64 {
            var one = operation(.sale, 1, created: created, updated: updated)
            one.settlingSequence = offline ? 9 : nil
            return report([one]).total
        }
        #expect(total(created: 999_999, updated: 1_000_000) == 1)
        #expect(total(created: 999_000, updated: 999_999) == 0)
        #expect(total(created: 1_999_999, updated: 2_000_000) == 0)
        #expect(total(created: 999_999, updated: 1_500_000, offline: true) == 0, "counted in the shift before")
        #expect(total(created: 1_999_999, updated: 2_500_000, offline: true) == 1)
    }

    @Test("sums beyond all numbers do not trap")
    func huge() {
        let large = operation(.sale, .max, tenders: [Tender(kind: .account, amount: .max)])
        #expect(report([large, large]).total == .max)
        #expect(report([operation(.refund, .max), operation(.refund, .max)]).total == .min)
    }

    @Test("the paper says it in the station's language", arguments: [Language.english, .chinese])
    func paper(language: Language) throws {
        let settings = CounterSettings(station: "s", language: language, lanes: [], hasCore: true)
        let cash = [Tender(kind: .outside, amount: 5_000, reference: "cash")]
        let report = report([operation(.sale, 5_000, tenders: cash), operation(.sale, 1, state: .unknown)])
        let form = report.form(settings: settings, cashier: "****7")
        let text = try ReceiptRenderer.text(document: ReceiptDocument.form(form).json, columns: 42, copy: false)
        for word in language == .english
            ? ["SHIFT REPORT", "Sales", "Cash", "****7", "¥50.00", "Without an end yet"]
            : ["交班报表", "消费", "现金", "****7", "¥50.00", "未完结"]
        {
            #expect(text.contains(word), "\(word) in \(text)")
        }
    }

    @Test("a shift ends between operations only, in one transaction with its paper")
    func ending() throws {
        var bench = CounterBench()
        _ = try bench.await(["card"])
        let document: JSONValue = ["form": "shift", "language": "en", "values": ["lane": "1"]]
        let command = TillCommand.endShift(lane: CounterBench.lane, begun: Self.until, report: document)
        #expect(bench.till(command, key: "s1").code == "lane-busy")
        var free = CounterBench()
        guard case .receipt(let job, false) = try free.till(command, key: "s1").get() else {
            Issue.record("no receipt")
            return
        }
        #expect(free.changes.contains(.shift(CounterBench.lane, begun: Self.until)))
        #expect(job.document["form"] == "shift")
        let begins = free.changes.count
        guard case .receipt(let again, true) = try free.till(command, key: "s1").get() else {
            Issue.record("not replayed")
            return
        }
        #expect(again.id == job.id && free.changes.count == begins)
        #expect(free.till(.barrier, key: nil).code == nil)
    }
}
