import PCSC

/// Turns successive looks at one reader into changes, each reported exactly once.
///
/// pcscd reports states, not events, and may report a state twice or skip one; its event counter in the high 16 bits
/// shows what was skipped. Pure: looks and times (monotonic milliseconds) come in, changes go out.
struct PresenceTracker {
    private enum Knowledge {
        case nothing
        case empty(since: Int64)
        case card(mute: Bool)
    }

    private var knowledge = Knowledge.nothing
    private var eventCount: UInt16?
    private var blindSince: Int64?

    /// True while a card lies there as far as is known.
    var hasCard: Bool {
        if case .card = knowledge { true } else { false }
    }

    /// False until the first look.
    var hasLooked: Bool {
        if case .nothing = knowledge { false } else { true }
    }

    /// Takes one look into account.
    mutating func observe(_ look: ReaderSighting, at now: Int64) -> [PresenceChange] {
        if look.flags.contains(.present) {
            return present(look, at: now)
        }
        if look.flags.contains(.empty) {
            return empty(look, at: now)
        }
        loseSight(at: now)
        return []
    }

    /// The reader cannot be watched for now (pcscd is away): what was known stays, the event counter starts afresh.
    mutating func loseSight(at now: Int64) {
        eventCount = nil
        if blindSince == nil { blindSince = now }
    }

    /// The reader itself is gone, and a card with it.
    mutating func readerGone(at now: Int64) -> [PresenceChange] {
        defer {
            knowledge = .nothing
            eventCount = nil
            blindSince = nil
        }
        return hasCard ? [.gone] : []
    }

    private mutating func present(_ look: ReaderSighting, at now: Int64) -> [PresenceChange] {
        let mute = look.flags.contains(.mute)
        let jump = eventCount.map { look.eventCount &- $0 }
        let blind = blindSince.map { max(0, now &- $0) }
        defer {
            knowledge = .card(mute: mute)
            eventCount = look.eventCount
            blindSince = nil
        }
        func card(_ before: CardSighting.Before) -> PresenceChange {
            .arrived(CardSighting(atr: look.atr, isMute: mute, before: before))
        }
        switch knowledge {
        case .nothing:
            return [card(.unknown)]
        case .empty(let since):
            return [card(.empty(milliseconds: max(0, now &- since)))]
        case .card(let wasMute):
            if let blind { return [card(.unseen(milliseconds: blind))] }
            if let jump, jump != 0 { return [.gone, card(.empty(milliseconds: 0))] }
            // A card that was only half in answers at the second power-up: the session begins now.
            if wasMute, !mute { return [.gone, card(.empty(milliseconds: 0))] }
            return []
        }
    }

    private mutating func empty(_ look: ReaderSighting, at now: Int64) -> [PresenceChange] {
        let jump = eventCount.map { look.eventCount &- $0 }
        defer {
            eventCount = look.eventCount
            blindSince = nil
        }
        switch knowledge {
        case .nothing:
            knowledge = .empty(since: now)
            return [.absent]
        case .card:
            knowledge = .empty(since: now)
            return [.gone]
        case .empty:
            guard let jump, jump > 1 else { return [] }
            knowledge = .empty(since: now)
            return [.missed]
        }
    }
}
