import CardReaders
import CardSimulator
import Cards
import Counter
import Domain
import Linux
import Runtime
import Station
import Synchronization

/// Taps through a real pcscd with virtual readers, 10 a second over sixteen slots, in an open loop.
///
/// vpcd is polled by pcscd every 400 ms: that share is the simulated reader's, and is told apart.
struct ReaderBenchmark: Benchmark {
    static let name = "reader"
    static let summary =
        "tap to subscriber through a real pcscd, 10 a second, split at driver, reader, commit, subscriber"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// A card that notes when the first command of the daemon reached it.
    private final class TimedCard: VirtualCard {
        let card: ClassicCard
        private let asked = Mutex<UInt64?>(nil)

        init(_ card: ClassicCard) {
            self.card = card
        }

        var firstCommand: UInt64? { asked.withLock { $0 } }
        var atr: [UInt8] { card.atr }
        func powerChanged() { card.powerChanged() }

        func respond(to command: [UInt8]) -> [UInt8]? {
            asked.withLock { $0 = $0 ?? Stopwatch.now }
            return card.respond(to: command)
        }
    }

    func run() throws -> [Figure] {
        let count = surroundings.quick ? 20 : 200
        let pcscd = try PCSCDaemon(readers: PCSCDaemon.mostReaders)
        defer { pcscd.close() }
        let station = try BenchStation(folder: surroundings.folder)
        defer { station.stop() }
        let profile = try MemberCards.profile()
        let reported = ConditionBox<[UInt64]>([])
        let connected = ConditionBox(0)
        let service = CardReaderService(
            recogniser: { CardRecogniser(profiles: [profile]) },
            log: Log("bench", sink: LogSink(level: .error) { _ in }),
            report: { report in
                switch report {
                case .presented:
                    let now = Stopwatch.now
                    reported.update { $0.append(now) }
                    station.loop.post(.reader(report))
                case .connected:
                    station.loop.post(.reader(report))
                    connected.update { $0 += 1 }
                default:
                    // A removal commits a row of its own and would blur which commit was which tap's.
                    break
                }
            }
        )
        let thread = try DeviceThread.start(service)
        defer {
            service.stop()
            thread.join(until: .after(milliseconds: 5_000))
        }
        let slots = pcscd.slots.count
        guard connected.wait(until: .after(milliseconds: 20_000), for: { $0 >= slots ? true : nil }) == true,
            station.waitForCommits(slots, milliseconds: 5_000) != nil
        else {
            throw BenchmarkFailure("the readers did not come")
        }
        let subscriber = try EventClient(socket: station.socket)
        defer { subscriber.close() }
        let begin = Stopwatch.now + 50_000_000
        var cards: [TimedCard] = []
        var laid: [UInt64] = []
        for index in 0..<count {
            let beat = begin + UInt64(index) * 100_000_000
            Stopwatch.sleep(until: beat)
            let slot = pcscd.slot(index % slots)
            let card = TimedCard(MemberCards.card(index))
            cards.append(card)
            laid.append(Stopwatch.now)
            // The next turn of this slot is 1.6 s away: pcscd sees it empty in between.
            slot.insert(card)
            let earlier = pcscd.slot((index + slots / 2) % slots)
            earlier.remove()
        }
        guard let arrivals = subscriber.wait(for: count, milliseconds: 15_000),
            let commits = station.waitForCommits(slots + count, milliseconds: 5_000)
        else {
            throw BenchmarkFailure("\(subscriber.count) of \(count) taps reached the subscriber")
        }
        let asked = cards.compactMap(\.firstCommand).sorted()
        let seen = reported.withLock { $0 }.sorted()
        let told = commits.dropFirst(slots).map { $0 }
        guard asked.count == count, seen.count == count else {
            throw BenchmarkFailure("\(asked.count) of \(count) cards were asked, \(seen.count) reported")
        }
        func span(_ later: [UInt64], _ earlier: [UInt64]) -> Samples {
            Samples(zip(later, earlier).map { $0 > $1 ? $0 - $1 : 0 })
        }
        return span(arrivals, asked).figures("pcscd: first command → subscriber")
            + span(asked, laid).figures("· driver's polling and connect")
            + span(seen, asked).figures("· dialogue with the card")
            + span(told, seen).figures("· commit")
            + span(arrivals, told).figures("· subscriber")
    }
}
