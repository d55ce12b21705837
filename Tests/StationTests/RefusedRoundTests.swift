import Configuration
import Counter
import Domain
import Foundation
import HID
import Journal
import Linux
import Runtime
import Testing

@testable import Station

/// Several decisions of one round, one of which the journal has no room for.
@Suite("A decision of a round that is not committed")
struct RefusedRoundTests {
    /// What left the station.
    private final class Outside: CoreLinking, ReceiptPrinting {
        let requests = ConditionBox<[CoreRequest]>([])
        let orders = ConditionBox<[PrintOrder]>([])

        func request(_ request: CoreRequest) {
            requests.update { $0.append(request) }
        }

        func print(_ order: PrintOrder) {
            orders.update { $0.append(order) }
        }

        func giveUp(_ job: EntityID) {}
    }

    private struct Outcome {
        let hasFailed: Bool
        let counter: Counter
        /// As a restart would find it.
        let rebuilt: Counter
        let journal: JournalReader
        let replies: [Result<TillReply, Problem>]
        let requests: [CoreRequest]
        let orders: [PrintOrder]
    }

    private static let printer = DeviceID(kind: .printer, topology: "/dev/ttyS0")
    private static let settings = CounterSettings(
        station: "s1",
        lanes: [
            LaneSettings(name: StationBench.lane, printer: printer),
            LaneSettings(name: LaneName("2")!, readers: ["Other*"]),
        ],
        hasCore: true
    )

    private static func recharge(_ lane: String, _ member: String) -> TillCommand {
        .begin(
            lane: LaneName(lane)!,
            request: OperationRequest(
                kind: .recharge,
                amount: Money(fen: 100),
                presented: .entered(scheme: "member", value: member)
            )
        )
    }

    private static let note: JSONValue = ["messages": ["hello"]]
    private static let commands: [TillCommand] = [
        recharge("1", "6001"), .print(lane: StationBench.lane, document: note), recharge("1", "6002"),
        recharge("2", "6003"), .print(lane: StationBench.lane, document: note), .barrier,
    ]

    /// One round of devices, a customer and tills; the `failing`-th of its transactions is refused for lack of space.
    private func round(failing: Int, _ check: (Outcome) throws -> Void) throws {
        let folder = try Files.makeTemporaryFolder("refused-round")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/journal.sqlite"
        let clock = StationClock.system
        let journal = try JournalFile.open(path: path, freshEpoch: "00000000000000aa", now: clock.wall())
        let writer = JournalWriter(journal: journal, hasCore: true, wall: clock.wall)
        let failingWriter = FailingWriter(writer, failing: failing)
        let reader = try JournalReader(path: path)
        defer { reader.close() }
        let ports = StationPorts(log: Log("station", sink: LogSink(level: .error) { _ in }))
        let outside = Outside()
        ports.plug(core: outside)
        ports.plug(printer: outside, as: Self.printer)
        let board = StationBoard()
        let loop = StationLoop(
            writer: failingWriter,
            reader: reader,
            clock: clock,
            board: board,
            ports: ports,
            onFatal: { Issue.record("\($0)") }
        )
        let replies = ConditionBox<[Int: Result<TillReply, Problem>]>([:])
        let credential = Credential(scheme: "member", value: "6001", assurance: .static)
        loop.post(.reader(.connected(StationBench.reader, name: "ACS ACR1252")))
        loop.post(.printer(Self.printer, .connected(abilities: .null)))
        loop.post(
            .reader(.presented(StationBench.reader, fingerprint: "f", .member(credential, profile: "test")))
        )
        for (index, command) in Self.commands.enumerated() {
            let caller = TillCaller(till: "uid:0", key: "k\(index)", requestHash: [UInt8(index)])
            loop.post(command, from: caller) { result in replies.update { $0[index] = result } }
        }
        loop.post(.reader(.removed(StationBench.reader)))
        let settings = Self.settings
        let writing = try DeviceThread.start(writer)
        let running = try DeviceThread.start("station") { try? loop.run(settings: settings) }
        let all = replies.wait(until: .after(milliseconds: 30_000)) { replies in
            replies.count == Self.commands.count ? (0..<replies.count).compactMap { replies[$0] } : nil
        }
        loop.stop()
        #expect(running.join(until: .after(milliseconds: 10_000)))
        try check(
            Outcome(
                hasFailed: failingWriter.hasFailed,
                counter: try #require(board.counter),
                rebuilt: Counter(
                    settings: settings,
                    snapshot: try reader.snapshot(),
                    at: Moment(wall: clock.wall(), monotonic: clock.monotonic(), random: clock.random)
                ),
                journal: reader,
                replies: try #require(all),
                requests: outside.requests.withLock { $0 },
                orders: outside.orders.withLock { $0 }
            )
        )
        writer.stop()
        #expect(writing.join(until: .after(milliseconds: 10_000)))
    }

    private func expectOneTruth(_ outcome: Outcome, _ index: Int) throws {
        let place: Comment = "transaction \(index) refused"
        #expect(outcome.counter.operations == outcome.rebuilt.operations, place)
        #expect(outcome.counter.jobs == outcome.rebuilt.jobs, place)
        #expect(outcome.counter.statusView["streams"] == outcome.rebuilt.statusView["streams"], place)
        for (lane, again) in zip(outcome.counter.lanes, outcome.rebuilt.lanes) {
            #expect(lane.operation == again.operation, place)
            for identification in lane.visit {
                #expect(try outcome.journal.event(identification.event) != nil, place)
            }
        }
        for case .success(let reply) in outcome.replies {
            switch reply {
            case .operation(let operation, _):
                #expect(try outcome.journal.operation(operation.id) != nil, place)
            case .receipt(let job, _):
                #expect(try outcome.journal.receiptJob(job.id) != nil, place)
            case .done: break
            }
        }
        for case .authorise(let operation, _, _) in outcome.requests {
            #expect(try outcome.journal.operation(operation.id)?.attempts == 1, place)
        }
        for order in outcome.orders {
            #expect(try outcome.journal.receiptJob(order.job)?.state == .printing, place)
        }
    }

    @Test("is refused alone: what came after it is decided anew, and memory, journal, tills, core and printer agree")
    func everyIndex() throws {
        var codes: [[String?]] = []
        var index = 0
        var more = true
        while more {
            try round(failing: index) { outcome in
                more = outcome.hasFailed
                try expectOneTruth(outcome, index)
                codes.append(
                    outcome.replies.map { if case .failure(let problem) = $0 { problem.code } else { nil } }
                )
            }
            index += 1
        }
        let whole = codes.removeLast()
        #expect(whole == [nil, nil, "lane-busy", nil, nil, nil], "nothing was refused")
        #expect(codes.count >= 7, "connected twice, presented, four commands")
        for answers in codes {
            let refused = answers.indices.filter { answers[$0] == "journal-full" }
            #expect(refused.count <= 1)
            // The lane that the first recharge did not get is free for the next.
            #expect(answers[2] == (refused == [0] ? nil : "lane-busy"))
            for other in answers.indices where other != 2 && !refused.contains(other) {
                #expect(answers[other] == nil)
            }
        }
        let refusedOnce = codes.compactMap { answers in answers.firstIndex { $0 == "journal-full" } }
        #expect(refusedOnce == [0, 1, 3, 4])
    }
}
