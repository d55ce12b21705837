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
        /// A card has come and its dialogue has not ended.
        var asking = false
        var stopped = false
        var abandoned = 0
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

    /// How many threads were given up on this slot.
    var abandonedThreads: Int { state.withLock { $0.abandoned } }

    /// Whether a dialogue is under way, or a call of one hangs: then the monitor must look in.
    var isWorking: Bool { state.withLock { $0.asking } || watch.withLock { $0 }.running != nil }

    func arrived(_ sighting: CardSighting) {
        state.update { state in
            state.wanted = sighting
            state.asking = true
            state.session += 1
        }
    }

    func left() {
        state.update { state in
            state.wanted = nil
            state.asking = false
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
        guard let running = watch.running, running.milliseconds > settings.blockedAfter else {
            return
        }
        if running.milliseconds > settings.stuckAfter {
            watch.abandon()
            let count = state.update { state in
                state.abandoned += 1
                // The card is asked again by the fresh thread.
                state.taken = 0
                return state.abandoned
            }
            tell("reader-stuck", "a call did not return for \(settings.stuckAfter) ms; \(count) threads given up")
            if count <= settings.abandonedLimit {
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
        defer { context?.close() }
        while !watch.isAbandoned {
            let next = state.wait(until: .never) { state -> (CardSighting, UInt64)?? in
                if state.stopped {
                    return .some(nil)
                }
                guard let wanted = state.wanted, state.session != state.taken else {
                    return nil
                }
                state.taken = state.session
                return .some((wanted, state.session))
            }
            guard let (sighting, session) = next ?? nil else {
                return
            }
            ask(sighting, session: session, &context, watch)
            state.update { state in
                // A thread that was given up, or a card since exchanged, is not the one being asked.
                if state.session == session, state.taken == session, !watch.isAbandoned {
                    state.asking = false
                }
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
        while isCurrent(session, watch) {
            do throws(PCSCError) {
                let recognised = try dialogue(sighting, &context, watch)
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
                guard retries(error, sighting, session, watch) else {
                    return
                }
                wait(milliseconds: pause, session)
                pause = min(pause * 2, settings.busyPause.upperBound)
            }
        }
    }

    /// Whether the reader may be tried again for this card; says what stands in the way.
    private func retries(_ error: PCSCError, _ sighting: CardSighting, _ session: UInt64, _ watch: SlotWatch) -> Bool {
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
        default:
            // pcscd or the reader went away: the monitor tells when the card is there again.
            return error.code != .unknownReader
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
        defer { card.disconnect(.leave) }
        try card.beginTransaction()
        watch.leave()
        defer { try? card.endTransaction(.leave) }
        let channel = SlotChannel(card: card, atr: sighting.atr, watch: watch)
        do throws(CardChannelError) {
            return .success(try recogniser().recognise(channel))
        } catch {
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
        report(.presented(device, fingerprint: Fingerprint.text(atr: sighting.atr, identity: identity), finding))
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
