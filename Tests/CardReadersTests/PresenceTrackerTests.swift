import PCSC
import Testing

@testable import CardReaders

@Suite("Presence")
struct PresenceTrackerTests {
    /// One look, or an interruption, at a time in milliseconds.
    enum Step: Sendable {
        case empty(UInt16, at: Int64)
        case card(UInt16, at: Int64)
        case mute(UInt16, at: Int64)
        case inUse(UInt16, at: Int64)
        case unknown(at: Int64)
        case blind(at: Int64)
        case readerGone(at: Int64)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let steps: [Step]
        let changes: [PresenceChange]
        var testDescription: String { name }
    }

    static let atr: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01]

    static func card(_ before: CardSighting.Before) -> PresenceChange {
        .arrived(CardSighting(atr: atr, isMute: false, before: before))
    }

    static func mute(_ before: CardSighting.Before) -> PresenceChange {
        .arrived(CardSighting(atr: [], isMute: true, before: before))
    }

    static let rows: [Row] = [
        Row(
            name: "an empty reader is told once: whatever lay there before is gone",
            steps: [.empty(0, at: 0), .empty(0, at: 9)],
            changes: [.absent]
        ),
        Row(
            name: "a card lying there at the start has an unknown past",
            steps: [.card(0, at: 5)],
            changes: [card(.unknown)]
        ),
        Row(
            name: "a card put on an empty reader was absent since the first empty look",
            steps: [.empty(0, at: 100), .empty(0, at: 500), .card(1, at: 900)],
            changes: [.absent, card(.empty(milliseconds: 800))]
        ),
        Row(
            name: "the same state twice is reported once",
            steps: [.empty(0, at: 0), .card(1, at: 1), .card(1, at: 2), .inUse(1, at: 3), .card(1, at: 4)],
            changes: [.absent, card(.empty(milliseconds: 1))]
        ),
        Row(
            name: "taking the card away ends it once",
            steps: [.empty(0, at: 0), .card(1, at: 1), .empty(2, at: 2), .empty(2, at: 3)],
            changes: [.absent, card(.empty(milliseconds: 1)), .gone]
        ),
        Row(
            name: "a counter two further with a card still there is another session",
            steps: [.empty(0, at: 0), .card(1, at: 1), .card(3, at: 2)],
            changes: [.absent, card(.empty(milliseconds: 1)), .gone, card(.empty(milliseconds: 0))]
        ),
        Row(
            name: "a counter two further on an empty reader is a card nobody could read",
            steps: [.empty(4, at: 0), .empty(6, at: 50), .card(7, at: 90)],
            changes: [.absent, .missed, card(.empty(milliseconds: 40))]
        ),
        Row(
            name: "a tap missed between two looks counts with the card found after it",
            steps: [.empty(4, at: 0), .card(7, at: 50)],
            changes: [.absent, card(.empty(milliseconds: 50))]
        ),
        Row(
            name: "a swap missed before the removal is one removal",
            steps: [.card(1, at: 0), .empty(4, at: 50)],
            changes: [card(.unknown), .gone]
        ),
        Row(
            name: "the counter wraps round after 65,535",
            steps: [.card(65_535, at: 0), .card(1, at: 50), .empty(2, at: 60)],
            changes: [card(.unknown), .gone, card(.empty(milliseconds: 0)), .gone]
        ),
        Row(
            name: "a card seen again after pcscd was away is not a removal",
            steps: [.card(7, at: 0), .blind(at: 100), .blind(at: 300), .card(0, at: 1100)],
            changes: [card(.unknown), card(.unseen(milliseconds: 1000))]
        ),
        Row(
            name: "a card gone after pcscd was away is a removal",
            steps: [.card(7, at: 0), .blind(at: 100), .empty(0, at: 1100)],
            changes: [card(.unknown), .gone]
        ),
        Row(
            name: "a card put down while pcscd was away was absent since it was last seen empty",
            steps: [.empty(7, at: 0), .blind(at: 100), .card(0, at: 1100)],
            changes: [.absent, card(.empty(milliseconds: 1100))]
        ),
        Row(
            name: "an empty reader after pcscd was away is no missed card, whatever the new counter",
            steps: [.empty(7, at: 0), .blind(at: 100), .empty(0, at: 1100), .empty(0, at: 1200)],
            changes: [.absent]
        ),
        Row(
            name: "a state that cannot be told is neither card nor removal",
            steps: [.card(7, at: 0), .unknown(at: 100), .card(7, at: 150)],
            changes: [card(.unknown), card(.unseen(milliseconds: 50))]
        ),
        Row(
            name: "an unplugged reader takes its card along",
            steps: [.card(7, at: 0), .readerGone(at: 10), .readerGone(at: 20), .card(0, at: 30)],
            changes: [card(.unknown), .gone, card(.unknown)]
        ),
        Row(
            name: "an unplugged empty reader is no removal",
            steps: [.empty(7, at: 0), .readerGone(at: 10)],
            changes: [.absent]
        ),
        Row(
            name: "a mute card is reported as mute",
            steps: [.empty(0, at: 0), .mute(1, at: 10), .mute(1, at: 20), .empty(2, at: 30)],
            changes: [.absent, mute(.empty(milliseconds: 10)), .gone]
        ),
        Row(
            name: "a mute card that answers at last begins a session",
            steps: [.empty(0, at: 0), .mute(1, at: 10), .card(1, at: 20)],
            changes: [.absent, mute(.empty(milliseconds: 10)), .gone, card(.empty(milliseconds: 0))]
        ),
        Row(
            name: "a card whose power-up fails later is not a new card",
            steps: [.empty(0, at: 0), .card(1, at: 10), .mute(1, at: 20), .empty(2, at: 30)],
            changes: [.absent, card(.empty(milliseconds: 10)), .gone]
        ),
        Row(
            name: "a clock that steps back gives no negative absence",
            steps: [.empty(0, at: 100), .card(1, at: 10)],
            changes: [.absent, card(.empty(milliseconds: 0))]
        ),
    ]

    @Test("looks become changes, each once", arguments: rows)
    func table(row: Row) {
        var tracker = PresenceTracker()
        var changes: [PresenceChange] = []
        for step in row.steps {
            switch step {
            case .empty(let count, let at):
                changes += tracker.observe(ReaderSighting(flags: [.empty], eventCount: count), at: at)
            case .card(let count, let at):
                let look = ReaderSighting(flags: [.present, .changed], eventCount: count, atr: Self.atr)
                changes += tracker.observe(look, at: at)
            case .inUse(let count, let at):
                let look = ReaderSighting(flags: [.present, .inUse], eventCount: count, atr: Self.atr)
                changes += tracker.observe(look, at: at)
            case .mute(let count, let at):
                changes += tracker.observe(ReaderSighting(flags: [.present, .mute], eventCount: count), at: at)
            case .unknown(let at):
                changes += tracker.observe(ReaderSighting(flags: [.unknown, .unavailable], eventCount: 0), at: at)
            case .blind(let at):
                tracker.loseSight(at: at)
            case .readerGone(let at):
                changes += tracker.readerGone(at: at)
            }
        }
        #expect(changes == row.changes)
    }

    /// Every sequence of five looks over the states a reader can show, against what must always hold.
    @Test("over all short histories, arrivals and removals alternate and agree with the last look")
    func exhaustive() {
        let moves = 6
        var histories = 0
        for code in 0..<(moves * moves * moves * moves * moves) {
            var tracker = PresenceTracker()
            var rest = code
            var count: UInt16 = 65_533
            var lies = false
            var open = false
            var blind = false
            var looked = false
            for step in 0..<5 {
                let now = Int64(step) * 100
                var changes: [PresenceChange] = []
                switch rest % moves {
                case 0:  // nothing happens
                    break
                case 1:  // put down or taken away
                    lies.toggle()
                    count &+= 1
                case 2:  // both between two looks
                    count &+= 2
                case 3:  // pcscd restarts
                    tracker.loseSight(at: now)
                    count = 0
                    blind = true
                case 4:  // pcscd restarts and meanwhile the card changes sides
                    tracker.loseSight(at: now)
                    count = 0
                    lies.toggle()
                    blind = true
                default:  // the reader is unplugged and comes back empty
                    changes += tracker.readerGone(at: now)
                    looked = false
                    count = 0
                    lies = false
                }
                let flags: ReaderFlags = lies ? [.present] : [.empty]
                changes += tracker.observe(ReaderSighting(flags: flags, eventCount: count, atr: Self.atr), at: now)
                for change in changes {
                    switch change {
                    case .arrived(let sighting):
                        if case .unseen = sighting.before {
                            #expect(open && blind, "only a card known before an interruption is unseen")
                        } else {
                            #expect(!open, "a card arrives where none was")
                        }
                        open = true
                    case .gone:
                        #expect(open, "only a card that was there goes")
                        open = false
                    case .absent:
                        #expect(!open && !looked, "only the first look finds a reader empty without a removal")
                    case .missed:
                        #expect(!open)
                    }
                }
                #expect(open == lies)
                #expect(tracker.hasCard == lies)
                blind = false
                looked = true
                rest /= moves
            }
            histories += 1
        }
        #expect(histories == 7776)
    }
}
