import Cards
import Counter
import Domain
import Linux
import PCSC
import Runtime

/// One slot: a thread and a PC/SC context of its own that ask each card who it is.
///
/// Shared access with a transaction around the dialogue. A thread that hangs in the library is given up and a fresh one begins.
final class CardSlot: Sendable {
    private struct State: Sendable {
        /// The card to be asked; nil when none lies there.
        var wanted: CardSighting?
        /// Changes with every card, so that an old dialogue cannot speak for a new one.
        var session: UInt64 = 0
        var taken: UInt64 = 0
        var stopped = false
        /// A card is being asked.
        var asking = false
        /// Threads that were given up and hang still.
        var abandoned = 0
        /// No thread serves: as many hang as may.
        var isAlone = false
    }

    let device: DeviceID
    let reader: String
    private let settings: CardReaderSettings
    private let recogniser: @Sendable () -> CardRecogniser
    private let report: @Sendable (ReaderReport) -> Void
    private let state = ConditionBox(State())
    private let watch = ConditionBox(SlotWatch())
    private let trouble = ConditionBox<String?>(nil)

    init(
        device: DeviceID,
        reader: String,
        settings: CardReaderSettings,
        recogniser: @escaping @Sendable () -> CardRecogniser,
        report: @escaping @Sendable (ReaderReport) -> Void
    ) {
        self.device = device
        self.reader = reader
        self.settings = settings
        self.recogniser = recogniser
        self.report = report
        begin()
    }

    /// How many threads of this slot hang in the library.
    var abandonedThreads: Int { state.withLock { $0.abandoned } }

    /// Whether a card waits to be asked or is being asked: then the slot's calls must be watched.
    var isBusy: Bool { state.withLock { $0.asking || $0.wanted != nil && $0.session != $0.taken } }

    func arrived(_ sighting: CardSighting) {
        state.update { state in
            state.wanted = sighting
            state.session += 1
        }
    }

    func left() {
        state.update { state in
            state.wanted = nil
            state.session += 1
        }
    }

    func stop() {
        state.update { $0.stopped = true }
    }

    private func begin() {
        let watch = SlotWatch()
        self.watch.withLock { $0 = watch }
        _ = try? DeviceThread.start("slot") { [self] in serve(watch) }
    }

    // MARK: seen from the monitor

    /// Looks at how long the slot's call takes; blocked is told, stuck is given up.
    func check() {
        let watch = watch.withLock { $0 }
        guard !watch.isAbandoned, let running = watch.running, running.milliseconds > settings.blockedAfter else {
            return
        }
        if running.milliseconds > settings.stuckAfter {
            watch.abandon()
            let (count, isAlone) = state.update { state in
                state.abandoned += 1
                // The card is asked again by the fresh thread.
                state.taken = 0
                state.asking = false
                state.isAlone = state.abandoned >= settings.abandonedLimit
                return (state.abandoned, state.isAlone)
            }
            tell("reader-stuck", "a call did not return for \(settings.stuckAfter) ms; \(count) threads given up")
            if !isAlone {
                begin()
            }
        } else if running.call == .connect {
            tell("reader-blocked", "another program holds a transaction on \(reader)")
        }
    }

    private func tell(_ problem: String, _ detail: String) {
        let known = trouble.withLock { known in
            defer { known = problem }
            return known
        }
        if known != problem {
            report(.faulted(device, problem: problem, detail: detail))
        }
    }

    /// A call that was given up has come back: what hung is free, and a slot that was left alone is served again.
    private func cameBack() {
        let isNeeded = state.update { state in
            state.abandoned -= 1
            defer { state.isAlone = false }
            return state.isAlone && !state.stopped
        }
        if isNeeded {
            begin()
        }
    }

    /// Somebody else speaks for the reader now; trouble that lasts is told again.
    func forgetTrouble() {
        trouble.withLock { $0 = nil }
    }

    private func fine() {
        let known = trouble.withLock { known in
            defer { known = nil }
            return known
        }
        if known != nil {
            report(.recovered(device))
        }
    }

    // MARK: the slot's thread

    private func serve(_ watch: SlotWatch) {
        var context: Context?
        defer {
            context?.close()
            if watch.isAbandoned {
                cameBack()
            }
        }
        while !watch.isAbandoned {
            let next = state.wait(until: .never) { state -> (CardSighting, UInt64)?? in
                if state.stopped {
                    return .some(nil)
                }
                guard let wanted = state.wanted, state.session != state.taken else {
                    return nil
                }
                state.taken = state.session
                state.asking = true
                return .some((wanted, state.session))
            }
            guard let (sighting, session) = next ?? nil else {
                return
            }
            ask(sighting, session: session, &context, watch)
            // A thread that was given up does not speak for the one that asks now.
            if !watch.isAbandoned {
                state.update { $0.asking = false }
            }
        }
    }

    private func isCurrent(_ session: UInt64, _ watch: SlotWatch) -> Bool {
        !watch.isAbandoned && state.withLock { $0.session == session && !$0.stopped }
    }

    private func ask(_ sighting: CardSighting, session: UInt64, _ context: inout Context?, _ watch: SlotWatch) {
        if sighting.isMute {
            found(
                .unrecognised(reason: "mute", detail: "the card does not answer", family: "unknown"),
                [],
                sighting,
                session,
                watch
            )
            return
        }
        var pause = settings.busyPause.lowerBound
        var tries = 0
        var failures = 0
        while isCurrent(session, watch) {
            do throws(PCSCError) {
                let recognised = try dialogue(sighting, &context, watch)
                guard !watch.isAbandoned else {
                    return
                }
                fine()
                switch recognised {
                case .success(let card):
                    found(CardSlot.finding(card), card.identity, sighting, session, watch)
                    return
                case .failure(.reset) where tries < 3:
                    tries += 1
                case .failure(.removed):
                    // Taken away too early: the monitor tells that it is gone.
                    found(
                        .unrecognised(
                            reason: "removed-early",
                            detail: "the card was taken away too early",
                            family: "unknown"
                        ),
                        [],
                        sighting,
                        session,
                        watch
                    )
                    return
                case .failure(let error):
                    tries += 1
                    guard tries >= 2 else {
                        continue
                    }
                    found(
                        .unrecognised(reason: "no-answer", detail: error.description, family: "unknown"),
                        [],
                        sighting,
                        session,
                        watch
                    )
                    return
                }
            } catch {
                context?.close()
                context = nil
                failures += 1
                guard isCurrent(session, watch), retries(error, failures, sighting, session, watch) else {
                    return
                }
                wait(milliseconds: pause, session)
                pause = min(pause * 2, settings.busyPause.upperBound)
            }
        }
    }

    /// Whether the reader may be tried again for this card; says what stands in the way.
    private func retries(
        _ error: PCSCError,
        _ failures: Int,
        _ sighting: CardSighting,
        _ session: UInt64,
        _ watch: SlotWatch
    ) -> Bool {
        switch error.code {
        case .sharingViolation:
            tell("reader-busy", error.description)
            return true
        case .noCard, .removedCard:
            return false
        case .unresponsiveCard, .unpoweredCard, .invalidATR, .protocolMismatch, .unsupportedCard:
            found(
                .unrecognised(reason: "mute", detail: error.description, family: "unknown"),
                [],
                sighting,
                session,
                watch
            )
            return false
        case _ where error.code.meansServiceLost || error.code.meansReaderGone:
            // The monitor tells when the card is there again.
            return error.code != .unknownReader
        default:
            if failures > 1 {
                tell("reader-failed", error.description)
            }
            return true
        }
    }

    private func wait(milliseconds: Int, _ session: UInt64) {
        _ = state.wait(until: .after(milliseconds: milliseconds)) { state -> Bool? in
            state.session != session || state.stopped ? true : nil
        }
    }

    /// Connects, keeps others away, runs the recognition, and lets the card go.
    private func dialogue(
        _ sighting: CardSighting,
        _ context: inout Context?,
        _ watch: SlotWatch
    ) throws(PCSCError) -> Result<Recognised, CardChannelError> {
        let session: Context
        if let known = context {
            session = known
        } else {
            session = try Context()
            context = session
        }
        watch.enter(.connect)
        defer { watch.leave() }
        let card = try session.connect(to: reader)
        var disposition = Disposition.leave
        defer { card.disconnect(disposition) }
        try card.beginTransaction()
        watch.leave()
        defer { try? card.endTransaction(.leave) }
        let channel = SlotChannel(card: card, atr: sighting.atr, watch: watch)
        do throws(CardChannelError) {
            return .success(try recogniser().recognise(channel))
        } catch {
            if case .outcomeUnknown = error {
                // The next try finds a card that begins afresh.
                disposition = .unpower
            }
            return .failure(error)
        }
    }

    private func found(
        _ finding: CardFinding,
        _ identity: [UInt8],
        _ sighting: CardSighting,
        _ session: UInt64,
        _ watch: SlotWatch
    ) {
        guard isCurrent(session, watch) else {
            return
        }
        let fingerprint = Fingerprint.text(atr: sighting.atr, identity: identity)
        report(.presented(device, fingerprint: fingerprint, finding, absence: sighting.absence))
    }

    private static func finding(_ card: Recognised) -> CardFinding {
        switch card.finding {
        case .member(let credential, let profile): .member(credential, profile: profile)
        case .bankCard: .bankCard
        case .unrecognised(let reason, let detail):
            .unrecognised(reason: reason, detail: detail, family: card.family.rawValue)
        }
    }
}
