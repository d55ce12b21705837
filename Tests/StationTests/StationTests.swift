import CoreSimulator
import Counter
import Domain
import Journal
import Linux
import Runtime
import Station
import Testing

@Suite("Station", .serialized)
struct StationTests {
    @Test("a tap is journalled, greeted by the core's name, and pays a recharge that the core confirms once")
    func wholeWay() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        bench.tap()
        let greeted = bench.messages.wait(until: .after(milliseconds: 10_000)) { list in
            list.first { $0["message"] == "member" && $0["member"]?["name"] == "张三" }
        }
        #expect(greeted != nil)
        let lane = try #require(bench.access?.lane(StationBench.lane))
        let event = try #require(lane["visit"]?.arrayValue?.last?["event"]?.stringValue.flatMap(EntityID.init))
        let request = OperationRequest(kind: .recharge, amount: Money(fen: 5_000), presented: .event(event))
        guard
            case .operation(let operation, false) = try bench.till(.begin(lane: StationBench.lane, request: request))
                .get()
        else {
            Issue.record("the recharge was not begun")
            return
        }
        #expect(try bench.state(of: operation.id, is: .confirmed))
        #expect(try bench.core.books.member("M1")?.balance == 15_000)
        let delivered = try bench.wait {
            try bench.reader?.snapshot().streams.allSatisfy { $0.acknowledged == $0.head && $0.head > 0 } == true
                ? true : nil
        }
        #expect(delivered == true)
    }

    @Test("the same key ten times at once is one operation, the same id, one effect")
    func sameKeyAtOnce() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        let request = OperationRequest(
            kind: .recharge,
            amount: Money(fen: 700),
            presented: .entered(scheme: "member", value: "6001")
        )
        let box = ConditionBox<[Result<TillReply, Problem>]>([])
        for _ in 0..<10 {
            bench.access?.submit(
                .begin(lane: StationBench.lane, request: request),
                from: TillCaller(till: "uid:0", key: "one", requestHash: [7])
            ) { result in box.update { $0.append(result) } }
        }
        let replies = try #require(box.wait(until: .after(milliseconds: 10_000)) { $0.count == 10 ? $0 : nil })
        var ids: Set<EntityID> = []
        var first = 0
        for reply in replies {
            guard case .operation(let operation, let replayed) = try reply.get() else {
                continue
            }
            ids.insert(operation.id)
            first += replayed ? 0 : 1
        }
        #expect(ids.count == 1)
        #expect(first == 1)
        #expect(try bench.state(of: try #require(ids.first), is: .confirmed))
        #expect(try bench.core.books.member("M1")?.balance == 10_700)
    }

    @Test("a lost answer moves the money once")
    func lostAnswer() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        #expect(try bench.wait { bench.access?.status()["core"]?["reachable"] == true ? true : nil } == true)
        bench.core.faults.inject(.nonsense(path: "/v1/operations", status: 200, body: "<html>", times: 1))
        let id = try bench.recharge(500)
        #expect(try bench.state(of: id, is: .confirmed))
        #expect(try bench.core.books.member("M1")?.balance == 10_500)
    }

    @Test("an operation nobody can clarify is reversed, and the core shows no effect")
    func reversed() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        #expect(try bench.wait { bench.access?.status()["core"]?["reachable"] == true ? true : nil } == true)
        bench.core.faults.inject(.nonsense(path: "/v1/operations", status: 500, body: "", times: 4))
        let id = try bench.recharge(500)
        #expect(try bench.state(of: id, is: .reversed))
        #expect(try bench.core.books.member("M1")?.balance == 10_000)
        let next = try bench.recharge(300)
        #expect(try bench.state(of: next, is: .confirmed))
        #expect(try bench.core.books.member("M1")?.balance == 10_300)
    }

    @Test("a thousand taps while the core is down arrive when it is back, each once")
    func coreDown() throws {
        let bench = try StationBench()
        defer { bench.end() }
        bench.core.pause()
        try bench.start()
        for number in 0..<1_000 {
            bench.tap(String(700_000 + number))
        }
        #expect(try bench.wait { try bench.reader?.snapshot().streams[1].head == 1_000 ? true : nil } == true)
        try bench.core.start()
        #expect(try bench.wait { try bench.reader?.snapshot().streams[1].acknowledged == 1_000 ? true : nil } == true)
        let types = try bench.core.books.receivedTypes(source: "/stations/s1")
        #expect(types.filter { $0 == EventType.memberIdentified }.count == 1_000)
    }

    @Test("yesterday's journal restored: a new epoch begins and twenty recharges are all on the core's books")
    func restoredJournal() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        #expect(try bench.state(of: try bench.recharge(100), is: .confirmed))
        bench.stop()
        let copy = try Files.read(bench.journalPath)
        try bench.start()
        for _ in 0..<3 {
            #expect(try bench.state(of: try bench.recharge(100), is: .confirmed))
        }
        let delivered = try bench.wait {
            try bench.reader?.snapshot().streams[0].acknowledged == 4 ? true : nil
        }
        #expect(delivered == true)
        bench.stop()
        try Files.writeAtomically(copy, to: bench.journalPath)
        try bench.start()
        for _ in 0..<20 {
            let id = try bench.recharge(100)
            #expect(try bench.state(of: id, is: .confirmed))
        }
        #expect(try bench.core.books.member("M1")?.balance == 10_000 + 24 * 100)
        let settled = try bench.wait {
            try bench.reader?.snapshot().streams.allSatisfy { $0.acknowledged == $0.head } == true ? true : nil
        }
        #expect(settled == true)
        #expect(try bench.core.books.appliedOperations().count == 24)
    }

    @Test("a restart takes up what was under way: the money moves once")
    func restart() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        #expect(try bench.wait { bench.access?.status()["core"]?["reachable"] == true ? true : nil } == true)
        // The core does its part and its answer is lost; the station is gone before it can ask again.
        bench.core.faults.inject(.loseAnswers(1))
        let id = try bench.recharge(500)
        bench.stop()
        try bench.start()
        #expect(try bench.state(of: id, is: .confirmed))
        #expect(try bench.core.books.member("M1")?.balance == 10_500)
    }

    @Test("what is to be seen never goes back behind what was decided later")
    func order() throws {
        let bench = try StationBench()
        defer { bench.end() }
        try bench.start()
        let writer = HeldWriter()
        let board = StationBoard()
        let loop = StationLoop(
            writer: writer,
            reader: try #require(bench.reader),
            clock: .system,
            board: board,
            ports: StationPorts(log: Log("station", sink: LogSink(level: .error) { _ in })),
            onFatal: { _ in }
        )
        let settings = CounterSettings(station: "s1", lanes: [LaneSettings(name: StationBench.lane)], hasCore: true)
        // One round: the first must be committed, the second has nothing to commit.
        loop.post(.reader(.connected(StationBench.reader, name: "ACS")))
        loop.post(.core(.linkUp))
        let changes = ConditionBox(0)
        _ = board.subscribe(wake: { changes.update { $0 += 1 } }, message: { _, _ in })
        let thread = try DeviceThread.start("station") { try? loop.run(settings: settings) }
        #expect(writer.waitUntilHolding())
        #expect(board.counter?.devices.isEmpty == true, "nothing is to be seen before its commit")
        writer.letGo()
        let deadline = Deadline.after(milliseconds: 10_000)
        var seen = -1
        while board.counter?.linkUp != true, let now = changes.wait(until: deadline, for: { $0 == seen ? nil : $0 }) {
            seen = now
        }
        loop.stop()
        #expect(thread.join(until: .after(milliseconds: 10_000)))
        #expect(board.counter?.linkUp == true)
    }
}
