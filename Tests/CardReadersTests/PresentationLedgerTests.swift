import Domain
import Testing

@testable import CardReaders

@Suite("Presentations")
struct PresentationLedgerTests {
    static let first = EntityID(time: Instant(milliseconds: 1), random: [])
    static let second = EntityID(time: Instant(milliseconds: 2), random: [])
    static let cardA = CardIdentity(fingerprint: "aa", isUnique: true)
    static let cardB = CardIdentity(fingerprint: "bb", isUnique: true)
    static let batch = CardIdentity(fingerprint: "cc", isUnique: false)

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let last: CardIdentity?
        let now: CardIdentity
        let before: CardSighting.Before
        let same: Bool
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "the first card is new", last: nil, now: cardA, before: .unknown, same: false),
        Row(name: "back at once is the same", last: cardA, now: cardA, before: .empty(milliseconds: 0), same: true),
        Row(name: "back in 500 ms is the same", last: cardA, now: cardA, before: .empty(milliseconds: 500), same: true),
        Row(name: "back after 501 ms is new", last: cardA, now: cardA, before: .empty(milliseconds: 501), same: false),
        Row(name: "another card at once is new", last: cardA, now: cardB, before: .empty(milliseconds: 0), same: false),
        Row(
            name: "the same after a long absence of pcscd is the same",
            last: cardA,
            now: cardA,
            before: .unseen(milliseconds: 900_000),
            same: true
        ),
        Row(
            name: "another after an absence of pcscd is new",
            last: cardA,
            now: cardB,
            before: .unseen(milliseconds: 10),
            same: false
        ),
        Row(name: "the same after our restart is the same", last: cardA, now: cardA, before: .unknown, same: true),
        Row(name: "another after our restart is new", last: cardA, now: cardB, before: .unknown, same: false),
        Row(
            name: "an answer to reset alone counts over a short absence of pcscd",
            last: batch,
            now: batch,
            before: .unseen(milliseconds: 10_000),
            same: true
        ),
        Row(
            name: "an answer to reset alone does not count over a long absence of pcscd",
            last: batch,
            now: batch,
            before: .unseen(milliseconds: 10_001),
            same: false
        ),
        Row(
            name: "an answer to reset alone does not count over our restart",
            last: batch,
            now: batch,
            before: .unknown,
            same: false
        ),
    ]

    @Test("a card is the last one again, or new", arguments: rows)
    func table(row: Row) {
        let last = row.last.map { LastPresentation(id: Self.first, fingerprint: $0.fingerprint) }
        var ledger = PresentationLedger(grace: 500, last: last)
        var made = 0
        let verdict = ledger.identified(row.now, before: row.before) {
            made += 1
            return Self.second
        }
        #expect(verdict == (row.same ? .same(Self.first) : .new(Self.second)))
        #expect(made == (row.same ? 0 : 1), "an id is made only for a new presentation")
    }

    @Test("two cards put down in turn are new each time")
    func alternating() {
        var ledger = PresentationLedger(grace: 500, last: nil)
        var made: Int64 = 0
        for round in 0..<10 {
            let identity = round % 2 == 0 ? Self.cardA : Self.cardB
            let verdict = ledger.identified(identity, before: .empty(milliseconds: 100)) {
                made += 1
                return EntityID(time: Instant(milliseconds: made), random: [])
            }
            #expect(verdict == .new(EntityID(time: Instant(milliseconds: Int64(round) + 1), random: [])))
        }
    }
}
