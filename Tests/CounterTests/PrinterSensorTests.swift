import Counter
import Domain
import Receipts
import Testing

@Suite("Sensors and statistics of printers")
struct PrinterSensorTests {
    private static let printer = CounterBench.printer

    private func bench() -> CounterBench {
        var bench = CounterBench()
        bench.give(.printer(Self.printer, .connected(abilities: .null)))
        return bench
    }

    private func status(
        paper: String = "ok",
        cover: String = "closed",
        drawer: String = "closed",
        problem: JSONValue = .null
    ) -> Input {
        .printer(
            Self.printer,
            .status(["paper": .string(paper), "cover": .string(cover), "drawer": .string(drawer), "problem": problem])
        )
    }

    private func types(_ bench: CounterBench) -> [String] {
        bench.eventTypes.filter { $0 != EventType.deviceConnected }
    }

    private func statistics(_ bench: CounterBench) -> [String: Int64] {
        bench.changes.reduce(into: [:]) { sums, change in
            if case .statistic(Self.printer, let name, let delta, _) = change {
                sums[name, default: 0] += delta
            }
        }
    }

    @Test(
        "each sensor has its events, and what is as it should be has none",
        arguments: [
            (["ok"], []), (["near-end"], [EventType.paperLow]),
            (["near-end", "end", "ok"], [EventType.paperLow, EventType.paperOut, EventType.paperLoaded]),
        ] as [([String], [String])]
    )
    func paper(states: [String], expected: [String]) {
        var bench = bench()
        for state in states {
            bench.give(status(paper: state))
        }
        #expect(types(bench) == expected)
    }

    @Test("cover and drawer are told when they open and close; a pin of unknown meaning is not")
    func coverAndDrawer() {
        var bench = bench()
        bench.give(status(cover: "open", drawer: "open"))
        bench.give(status())
        #expect(
            types(bench) == [
                EventType.coverOpened, EventType.drawerOpened, EventType.coverClosed, EventType.drawerClosed,
            ]
        )
        #expect(statistics(bench) == ["drawerOpenings": 1])
        var unknown = self.bench()
        unknown.give(status(drawer: "high"))
        unknown.give(status(drawer: "low"))
        #expect(types(unknown).isEmpty)
    }

    @Test("paper near its end is a warning with what to do, and on both lanes of the printer")
    func warning() {
        var bench = bench()
        bench.give(status(paper: "near-end"))
        let device = bench.counter.view(of: bench.counter.devices[0])
        #expect(device["warning"]?["code"] == "printer-paper-low" && device["problem"] == .null)
        #expect(device["warning"]?["zh"]?["cashier"]?.stringValue?.isEmpty == false)
        for lane in bench.counter.lanes {
            #expect(bench.counter.view(of: lane)["printerProblem"]?["code"] == "printer-paper-low")
        }
        bench.give(status(paper: "end", problem: "printer-paper-out"))
        #expect(bench.counter.lanes.map { $0.notice } == ["printer-paper-out", "printer-paper-out"])
        #expect(bench.counter.view(of: bench.counter.lanes[1])["printerProblem"]?["code"] == "printer-paper-out")
        bench.give(status())
        #expect(bench.counter.lanes.map { $0.notice } == [nil, nil])
        #expect(bench.counter.view(of: bench.counter.lanes[0])["printerProblem"] == .null)
        bench.give(.printer(Self.printer, .disconnected(reason: "gone")))
        #expect(bench.counter.view(of: bench.counter.lanes[0])["printerProblem"]?["code"] == "printer-disconnected")
    }

    @Test("a lane hears of its printer when something changes, and not again for the same")
    func told() {
        var bench = bench()
        func messages(_ bench: CounterBench) -> [String?] {
            bench.effects.compactMap { effect in
                guard case .tell(CounterBench.lane, let message) = effect, message["message"] == "printer" else {
                    return nil
                }
                return message["problem"]?["code"]?.stringValue ?? "none"
            }
        }
        bench.give(status(cover: "open", problem: "printer-cover-open"))
        bench.give(status(cover: "open", problem: "printer-cover-open"))
        bench.give(status())
        for _ in 0..<5 {
            bench.give(.printer(Self.printer, .disconnected(reason: "gone")))
        }
        #expect(messages(bench) == ["none", "printer-cover-open", "none", "printer-disconnected"])
    }

    @Test("a sensor that flickers writes four events a minute, and the state is always the newest")
    func flicker() throws {
        var bench = bench()
        for round in 0..<500 {
            let isOpen = round % 2 == 0
            bench.give(
                status(cover: isOpen ? "open" : "closed", problem: isOpen ? "printer-cover-open" : .null)
            )
            #expect(bench.counter.devices[0].problem == (isOpen ? "printer-cover-open" : nil))
            bench.pass(10)
        }
        func count(_ types: String...) -> Int { bench.eventTypes.count { types.contains($0) } }
        #expect(count(EventType.coverOpened, EventType.coverClosed) == 4)
        #expect(count(EventType.deviceFaulted, EventType.deviceRecovered) == 4)
        #expect(statistics(bench)["fault.printer-cover-open"] == 2)
        #expect(bench.counter.nextTick == nil, "it rests as it was last told: nothing is due")
        bench.give(status(cover: "open", problem: "printer-cover-open"))
        let due = try #require(bench.counter.nextTick)
        #expect(due == 1_000_000 + 60_000)
        bench.pass(due - bench.now)
        let last = try #require(bench.events.last { $0.type == EventType.coverOpened })
        #expect(last.data["heldBack"] == 496)
        #expect(bench.eventTypes.last == EventType.deviceFaulted)
    }

    @Test("what was held back of a printer that is gone is not told, but what it says when it is back is")
    func gone() {
        var bench = bench()
        for round in 0..<5 {
            bench.give(status(cover: round % 2 == 0 ? "open" : "closed"))
        }
        #expect(bench.counter.nextTick != nil)
        bench.give(.printer(Self.printer, .disconnected(reason: "gone")))
        #expect(bench.counter.nextTick == nil)
        bench.pass(60_000)
        bench.give(.printer(Self.printer, .connected(abilities: .null)))
        bench.give(status(cover: "open"))
        #expect(bench.eventTypes.last == EventType.coverOpened)
    }

    @Test("after a failed commit the sensors stay as they were told")
    func rebuilt() {
        var bench = bench()
        bench.give(status(paper: "near-end"))
        let told = bench.eventTypes.count
        let fresh = CounterBench(snapshot: bench.snapshot).counter
        bench.counter = fresh.keepingDevices(of: bench.counter)
        bench.give(status(paper: "near-end"))
        #expect(bench.eventTypes.count == told)
        #expect(bench.counter.view(of: bench.counter.devices[0])["warning"]?["code"] == "printer-paper-low")
    }

    @Test("another sensor is told while one flickers")
    func apart() {
        var bench = bench()
        for round in 0..<20 {
            bench.give(status(cover: round % 2 == 0 ? "open" : "closed"))
        }
        bench.give(status(paper: "near-end"))
        #expect(bench.eventTypes.last == EventType.paperLow)
    }

    @Test("a printer that comes and goes does not tell its paper again")
    func reconnected() {
        var bench = bench()
        for _ in 0..<3 {
            bench.give(status(paper: "near-end"))
            bench.give(.printer(Self.printer, .disconnected(reason: "gone")))
            bench.give(.printer(Self.printer, .connected(abilities: .null)))
        }
        #expect(bench.eventTypes.count { $0 == EventType.paperLow } == 1)
    }

    @Test("what a receipt took of paper and parts counts when it is printed, and not when nobody knows")
    func measured() throws {
        var bench = bench()
        let note: JSONValue = ["messages": ["hello"]]
        for (key, report) in [("a", "printed"), ("b", "unknown"), ("c", "failed"), ("d", "printed")] {
            guard
                case .receipt(let job, _) = try bench.till(.print(lane: CounterBench.lane, document: note), key: key)
                    .get()
            else {
                throw Problem("internal-error")
            }
            let measure = ReceiptMeasure(lines: 20, millimetres: 90, cuts: 1, drawerPulses: 1)
            bench.give(.printer(Self.printer, .measured(job.id, measure)))
            switch report {
            case "printed": bench.give(.printer(Self.printer, .printed(job.id, by: "fence")))
            case "unknown": bench.give(.printer(Self.printer, .unknown(job.id, problem: "printer-unknown")))
            default: bench.give(.printer(Self.printer, .failed(job.id, problem: "invalid-request")))
            }
        }
        #expect(
            statistics(bench) == [
                "receipts.printed": 2, "receipts.unknown": 1, "receipts.failed": 1, "lines": 40, "millimetres": 180,
                "cuts": 2, "drawerPulses": 2,
            ]
        )
    }

    @Test("a device whole shows its statistics in groups, and what each receipt waits for")
    func whole() throws {
        var bench = CounterBench()
        _ = try bench.till(.print(lane: CounterBench.lane, document: ["messages": ["x"]])).get()
        bench.give(.printer(Self.printer, .disconnected(reason: "no such file")))
        let rows = [
            DeviceStatistic(device: Self.printer, name: "lines", value: 5, since: Instant(milliseconds: 2_000)),
            DeviceStatistic(
                device: Self.printer,
                name: "fault.printer-hot",
                value: 1,
                since: Instant(milliseconds: 0)
            ),
            DeviceStatistic(device: CounterBench.reader, name: "presentations", value: 7),
        ]
        let view = bench.counter.view(of: bench.counter.devices[0], statistics: rows)
        #expect(
            view["statistics"] == [
                "since": "1970-01-01T00:00:00.000Z", "lines": 5, "fault": ["printer-hot": 1],
            ]
        )
        #expect(view["queue"]?.arrayValue?.map { $0["waitsFor"]?["code"] } == ["printer-disconnected"])
    }
}
