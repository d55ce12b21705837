import Counter
import Domain
import Testing

/// How receipts end that are too old, not wanted, missing or torn.
@Suite("Receipts that are not simply printed")
struct ReceiptEndTests {
    private static let printer = CounterBench.printer
    private static let note: JSONValue = ["messages": ["hello"]]

    private func printed(
        _ bench: inout CounterBench,
        _ document: JSONValue = note,
        key: String = "p1"
    ) throws -> ReceiptJob {
        let command = TillCommand.print(lane: CounterBench.lane, document: document)
        guard case .receipt(let job, _) = try bench.till(command, key: key).get() else {
            throw Problem("internal-error")
        }
        return job
    }

    private func last(_ bench: CounterBench, _ job: ReceiptJob) -> ReceiptJob? {
        bench.changes.reversed().lazy.compactMap { change in
            if case .receiptJob(let row) = change, row.id == job.id { row } else { nil }
        }.first
    }

    private func givenUp(_ bench: CounterBench) -> [EntityID] {
        bench.effects.compactMap { effect in
            if case .giveUp(Self.printer, let job) = effect { job } else { nil }
        }
    }

    private func connected(_ receipts: ReceiptPolicy = ReceiptPolicy()) -> CounterBench {
        var bench = CounterBench(receipts: receipts)
        bench.give(.printer(Self.printer, .connected(abilities: .null)))
        return bench
    }

    // MARK: too old

    @Test(
        "a receipt in the queue expires by itself at its time, by its kind",
        arguments: [("note", 60), ("other", 120)]
    )
    func expires(kind: String, seconds: Int64) throws {
        var bench = CounterBench(
            receipts: ReceiptPolicy(expireAfter: 120_000, expireAfterByKind: ["note": 60_000])
        )
        let job = try printed(&bench, kind == "note" ? Self.note : ["receiptline": "hello"])
        bench.pass(seconds * 1_000 - 1)
        #expect(bench.counter.jobs.count == 1)
        bench.pass(1)
        #expect(bench.counter.jobs.isEmpty)
        #expect(last(bench, job)?.state == .expired)
        #expect(bench.eventTypes.last == EventType.receiptExpired)
    }

    @Test(
        "one at the printer is let go of, and expires when the printer has forgotten it; else nobody knows",
        arguments: [true, false]
    )
    func expiresAtPrinter(clears: Bool) throws {
        var bench = connected()
        let job = try printed(&bench)
        bench.pass(1_800_000)
        #expect(givenUp(bench) == [job.id])
        #expect(last(bench, job)?.givenUp == .expired)
        if clears {
            bench.give(.printer(Self.printer, .cleared(job.id)))
        }
        bench.give(.printer(Self.printer, .unknown(job.id, problem: "receipt-given-up")))
        #expect(last(bench, job)?.state == (clears ? .expired : .unknown))
        #expect(bench.eventTypes.last == (clears ? EventType.receiptExpired : EventType.receiptUnknown))
        // The word may come later, as when the cable was pulled.
        bench.give(.printer(Self.printer, .cleared(job.id)))
        #expect(last(bench, job)?.state == .expired)
        #expect(bench.eventTypes.last == EventType.receiptExpired)
        #expect(bench.orders.count == 1)
    }

    @Test("one of which nothing was sent ends as soon as its owner says so, and is not tried again")
    func refused() throws {
        var bench = connected()
        let job = try printed(&bench)
        bench.pass(1_800_000)
        bench.give(.printer(Self.printer, .refused(job.id, problem: "receipt-given-up")))
        #expect(last(bench, job)?.state == .expired)
        bench.pass(10_000)
        #expect(bench.orders.count == 1)
    }

    @Test("one that is given up is given up again after a restart")
    func restart() throws {
        var first = connected()
        let job = try printed(&first)
        first.pass(1_800_000)
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.openJobs = first.counter.jobs
        var bench = CounterBench(snapshot: snapshot)
        bench.give(.printer(Self.printer, .connected(abilities: .null)))
        #expect(bench.orders.map(\.resume) == [true])
        #expect(givenUp(bench) == [job.id])
    }

    @Test("an expired receipt can be printed as a copy")
    func copyOnDemand() throws {
        var bench = CounterBench()
        let job = try printed(&bench)
        bench.pass(1_800_000)
        bench.give(.printer(Self.printer, .connected(abilities: .null)))
        _ = try bench.till(.reprint(job: job.id), key: "r", facts: TillFacts(job: last(bench, job))).get()
        #expect(bench.orders.map(\.copy) == [true])
    }

    // MARK: not wanted

    @Test("a receipt in the queue is cancelled at once, one that has ended not any more")
    func cancelled() throws {
        var bench = CounterBench()
        let job = try printed(&bench)
        _ = try bench.till(.cancelReceipt(job: job.id), key: nil).get()
        #expect(last(bench, job)?.state == .cancelled)
        #expect(bench.eventTypes.last == EventType.receiptCancelled)
        let again = bench.till(
            .cancelReceipt(job: job.id),
            key: nil,
            facts: TillFacts(job: last(bench, job))
        )
        #expect(again.code == "receipt-not-cancellable")
        #expect(bench.till(.cancelReceipt(job: PrintingTests.strange), key: nil).code == "unknown-receipt")
    }

    @Test("one at the printer that comes out nevertheless is printed")
    func printedNevertheless() throws {
        var bench = connected()
        let job = try printed(&bench)
        _ = try bench.till(.cancelReceipt(job: job.id), key: nil).get()
        #expect(givenUp(bench) == [job.id])
        bench.give(.printer(Self.printer, .printed(job.id, by: "process-id")))
        #expect(last(bench, job)?.state == .printed)
    }

    // MARK: missing or torn

    @Test("when nothing more of it will print, one marked copy comes by itself, where the shop wants it")
    func automatic() throws {
        for policy in ReceiptPolicy.Reprint.allCases {
            var bench = connected(ReceiptPolicy(reprint: policy))
            let job = try printed(&bench)
            bench.give(.printer(Self.printer, .unknown(job.id, problem: "printer-power-lost")))
            #expect(bench.orders.count == 1)
            bench.give(.printer(Self.printer, .cleared(job.id)))
            #expect(last(bench, job)?.isCleared == true)
            #expect(bench.orders.map(\.copy) == (policy == .automatic ? [false, true] : [false]))
            guard let copy = bench.orders.last, copy.copy else {
                continue
            }
            // The copy's own fate is a person's business: a broken printer must not eat a roll.
            bench.give(.printer(Self.printer, .unknown(copy.job, problem: "printer-power-lost")))
            bench.give(.printer(Self.printer, .cleared(copy.job)))
            #expect(bench.orders.count == 2)
        }
    }

    @Test("without the printer's word nothing comes by itself")
    func offered() throws {
        var bench = connected(ReceiptPolicy(reprint: .automatic))
        let job = try printed(&bench)
        bench.give(.printer(Self.printer, .unknown(job.id, problem: "printer-no-answer")))
        bench.pass(600_000)
        #expect(bench.orders.count == 1)
        #expect(bench.counter.lanes[0].notice == "printer-unknown")
        // Whoever has taken a copy does not get a second one when the word comes after all.
        let row = try #require(last(bench, job))
        _ = try bench.till(.reprint(job: job.id), key: "r", facts: TillFacts(job: row)).get()
        bench.give(.printer(Self.printer, .cleared(job.id)))
        #expect(bench.orders.count == 2)
    }

    // MARK: what is known of printers

    @Test("what a printer can is committed once, under its serial number")
    func knowledge() {
        var bench = CounterBench()
        let abilities: JSONValue = ["confirmation": "process-id", "serial": "A1"]
        bench.give(.printer(Self.printer, .connected(abilities: ["confirmation": .null])))
        bench.give(.printer(Self.printer, .connected(abilities: abilities)))
        bench.give(.printer(Self.printer, .connected(abilities: abilities)))
        bench.give(.printer(Self.printer, .connected(abilities: ["confirmation": "none"])))
        let known = bench.changes.compactMap { change in
            if case .printerKnowledge(let knowledge) = change { knowledge } else { nil }
        }
        #expect(known.map(\.key) == ["A1", Self.printer.text])
        #expect(PrinterKnowledge.candidates(for: Self.printer, of: known).count == 2)
        let elsewhere = DeviceID(kind: .printer, topology: "elsewhere")
        #expect(PrinterKnowledge.candidates(for: elsewhere, of: known) == [abilities])
    }

    @Test("a printer that is stuck with a receipt holds up neither the lane's taps nor its sales")
    func stuck() throws {
        var bench = connected()
        let job = try printed(&bench)
        bench.give(.printer(Self.printer, .waiting(job.id, problem: "printer-paper-out")))
        #expect(bench.counter.lanes[0].notice == "printer-paper-out")
        let event = bench.tap()
        #expect(bench.eventTypes.last == EventType.memberIdentified)
        _ = try bench.sale(event: event, key: "s1").get()
        #expect(bench.operation?.state == .sent)
        #expect(bench.orders.count == 1)
    }
}
