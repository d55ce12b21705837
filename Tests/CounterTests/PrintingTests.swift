import Counter
import Domain
import Testing

@Suite("Receipt queue")
struct PrintingTests {
    /// A job nobody has heard of.
    static let strange = EntityID("01970000-0000-7000-8000-00000000ffff")!

    private let note: JSONValue = ["messages": ["hello"]]

    private func printed(_ bench: inout CounterBench, key: String = "p1") throws -> ReceiptJob {
        guard
            case .receipt(let job, _) = try bench.till(.print(lane: CounterBench.lane, document: note), key: key).get()
        else {
            throw Problem("internal-error")
        }
        return job
    }

    @Test("printing and its id are committed with the order, and the next job waits for the first")
    func oneAtATime() throws {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        let first = try printed(&bench)
        _ = try printed(&bench, key: "p2")
        #expect(bench.orders.map(\.processID) == ["0000"])
        #expect(bench.changes.contains(.printerCounter(CounterBench.printer, next: 1)))
        bench.give(.printer(CounterBench.printer, .printed(first.id, by: "process-id")))
        #expect(bench.orders.map(\.processID) == ["0000", "0001"])
        #expect(bench.eventTypes.contains(EventType.receiptPrinted))
    }

    @Test("a printer that may not be opened is told with what gives the permission, before it was ever connected")
    func forbidden() throws {
        var bench = CounterBench()
        let rule = "Add to /etc/udev/rules.d/61-countertop-local.rules: SUBSYSTEM==…"
        bench.give(.printer(CounterBench.printer, .disconnected(reason: "open failed: EACCES")))
        bench.give(.printer(CounterBench.printer, .forbidden(detail: rule)))
        let event = try #require(bench.events.last)
        #expect(event.type == EventType.deviceFaulted && event.device == CounterBench.printer)
        #expect(event.data["problem"] == "printer-no-permission" && event.data["detail"]?.stringValue == rule)
        let device = bench.counter.view(of: try #require(bench.counter.devices.first))
        #expect(device["problem"]?["detail"]?.stringValue == rule)
        for lane in bench.counter.lanes {
            let view = bench.counter.view(of: lane)
            #expect(view["printerProblem"]?["code"] == "printer-no-permission")
            #expect(view["notice"]?["code"] == "printer-no-permission")
        }
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        #expect(bench.eventTypes.suffix(2) == [EventType.deviceRecovered, EventType.deviceConnected])
        #expect(bench.counter.lanes.allSatisfy { $0.notice == nil })
    }

    @Test("a printer that may not be opened and is unplugged is only not there any more")
    func forbiddenAndGone() {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .forbidden(detail: "rule")))
        bench.give(.printer(CounterBench.printer, .disconnected(reason: "no such device")))
        #expect(bench.eventTypes.last == EventType.deviceRecovered)
        #expect(bench.counter.devices.first?.problem == nil)
        #expect(bench.counter.view(of: bench.counter.lanes[0])["printerProblem"]?["code"] == "printer-disconnected")
    }

    @Test("no confirmation is unknown and is never printed again by itself")
    func unknownStays() throws {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        let job = try printed(&bench)
        bench.give(.printer(CounterBench.printer, .unknown(job.id, problem: "printer-unknown")))
        bench.give(.printer(CounterBench.printer, .disconnected(reason: "gone")))
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        #expect(bench.orders.count == 1)
    }

    @Test("after a restart a job in printing is only listened for")
    func resume() throws {
        var first = CounterBench()
        first.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        _ = try printed(&first)
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.openJobs = first.counter.jobs
        var bench = CounterBench(snapshot: snapshot)
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        #expect(bench.orders.map(\.resume) == [true])
    }

    @Test("an owner that ends without a word leaves its receipt to the next one, which only listens")
    func ownerEnds() throws {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        let job = try printed(&bench)
        bench.give(.printer(CounterBench.printer, .disconnected(reason: "the configuration has changed")))
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        #expect(bench.orders.map(\.job) == [job.id, job.id])
        #expect(bench.orders.map(\.resume) == [false, true])
    }

    @Test("a refused order goes back to the queue and is tried again after a pause")
    func refused() throws {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        let job = try printed(&bench)
        bench.give(.printer(CounterBench.printer, .refused(job.id, problem: "printer-paper-out")))
        #expect(bench.orders.count == 1)
        bench.pass(1_000)
        #expect(bench.orders.count == 2)
    }

    @Test("a reprint is a new job that names the first and is marked as copy")
    func reprint() throws {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        var job = try printed(&bench)
        let early = bench.till(.reprint(job: job.id), key: "r1")
        #expect(early.code == "receipt-not-reprintable")
        bench.give(.printer(CounterBench.printer, .printed(job.id, by: "process-id")))
        job.state = .printed
        _ = try bench.till(.reprint(job: job.id), key: "r2", facts: TillFacts(job: job)).get()
        #expect(bench.orders.last?.copy == true)
    }

    @Test("receipts too old do not pour out when the printer comes back")
    func expiry() throws {
        var bench = CounterBench()
        _ = try printed(&bench)
        bench.pass(1_800_001)
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        #expect(bench.orders.isEmpty)
        #expect(bench.eventTypes.contains(EventType.receiptExpired))
    }

    @Test("a document the printer's owner cannot encode fails and lets the next one pass")
    func failed() throws {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: .null)))
        let first = try printed(&bench)
        let second = try printed(&bench, key: "p2")
        bench.give(.printer(CounterBench.printer, .failed(first.id, problem: "invalid-request")))
        #expect(bench.orders.map(\.job) == [first.id, second.id])
        #expect(bench.eventTypes.contains(EventType.receiptFailed))
        #expect(!bench.eventTypes.contains(EventType.receiptUnknown))
        let states = bench.changes.compactMap { change in
            if case .receiptJob(let job) = change, job.id == first.id { job.state } else { nil }
        }
        #expect(states.last == .failed)
    }

    @Test("a device shows its printer's abilities beside the last status")
    func details() {
        var bench = CounterBench()
        bench.give(.printer(CounterBench.printer, .connected(abilities: ["confirmation": "fence"])))
        bench.give(.printer(CounterBench.printer, .status(["paper": "end", "problem": "printer-paper-out"])))
        let device = bench.counter.devices.first { $0.id == CounterBench.printer }
        #expect(
            device?.details == [
                "paper": "end", "problem": "printer-paper-out", "abilities": ["confirmation": "fence"],
            ]
        )
    }
}
