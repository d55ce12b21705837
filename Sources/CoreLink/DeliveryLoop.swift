import Counter
import Domain
import Linux
import Runtime

/// Delivers the journal's streams to the core, in order, one batch under way, `pay` before `member` before `device`.
///
/// What the core acknowledged is reported and sent no more; the counter commits it. Any fault of the link keeps the events and is
/// tried again with jitter, for ever.
final class DeliveryLoop: Sendable {
    static let batchEvents = 100
    static let batchBytes = 250 << 10

    private struct State: Sendable {
        var woken = false
        var stopped = false
    }

    private enum Step {
        /// Nothing waits: the core has everything.
        case idle
        /// The core took something.
        case delivered
        /// Another look is due, which says nothing about the link.
        case again
        case fault(DeliveryFault)
    }

    private let settings: CoreLinkSettings
    private let journal: any JournalReading
    private let report: @Sendable (CoreAnswer) -> Void
    private let state = ConditionBox(State())

    init(
        settings: CoreLinkSettings,
        journal: any JournalReading,
        report: @escaping @Sendable (CoreAnswer) -> Void
    ) {
        self.settings = settings
        self.journal = journal
        self.report = report
    }

    func wake() {
        state.update { $0.woken = true }
    }

    func stop() {
        state.update { $0.stopped = true }
    }

    func run() {
        let transport = HTTPEventTransport(settings: settings)
        let lists = CoreLists(settings: settings)
        defer {
            transport.close()
            lists.close()
        }
        var backoff = Backoff()
        var position: DeliveryPosition?
        var claims = EpochClaims()
        var linkIsUp: Bool?
        var nextList = Deadline.now
        while !state.withLock({ $0.stopped }) {
            var step = deliver(transport, &position, &claims)
            switch step {
            case .idle, .delivered:
                if nextList.isPast, let fault = lookAtLists(lists, &nextList) {
                    step = .fault(fault)
                }
            case .again, .fault:
                break
            }
            switch step {
            case .fault(let fault):
                if linkIsUp != false {
                    linkIsUp = false
                    report(.linkDown(reason: fault.reason))
                }
                position = nil
                pause(.after(milliseconds: backoff.next(retryAfter: fault.retryAfter)), wakes: false)
            case .again:
                break
            case .delivered, .idle:
                backoff.reset()
                if linkIsUp != true {
                    linkIsUp = true
                    report(.linkUp)
                }
                if case .idle = step {
                    pause(nextList, wakes: true)
                }
            }
        }
    }

    /// Reads what is new on the lists; also the proof that the core is still there when nothing happens.
    private func lookAtLists(_ lists: CoreLists, _ next: inout Deadline) -> DeliveryFault? {
        do throws(DeliveryFault) {
            let news = try lists.read(journal: journal)
            news.forEach(report)
            // A core may hand a long list out in parts.
            next = .after(milliseconds: news.isEmpty ? settings.hotlistInterval : min(1_000, settings.hotlistInterval))
            return nil
        } catch {
            return error
        }
    }

    /// Waits until the deadline, `stop`, or, if it `wakes`, new events.
    private func pause(_ deadline: Deadline, wakes: Bool) {
        _ = state.wait(until: deadline) { state -> Bool? in
            guard state.stopped || wakes && state.woken else {
                return nil
            }
            state.woken = false
            return true
        }
    }

    private func deliver(
        _ transport: HTTPEventTransport,
        _ position: inout DeliveryPosition?,
        _ claims: inout EpochClaims
    ) -> Step {
        do throws(DeliveryFault) {
            guard let known = position else {
                position = try handshake(transport, &claims)
                return .again
            }
            for stream in EventStream.allCases {
                guard let batch = try next(stream, after: known.acknowledged[stream.index]) else {
                    continue
                }
                guard batch.epoch == known.epoch else {
                    position = nil
                    return .again
                }
                guard batch.events.first?.sequence == known.acknowledged[stream.index] + 1 else {
                    // The core wants events that are not kept any more: it can only go on in a new epoch.
                    try beginEpoch(after: batch.epoch, &claims)
                    position = nil
                    return .again
                }
                position = try apply(try transport.send(batch), to: batch, known, &claims)
                let reached = position?.acknowledged[stream.index] ?? 0
                return reached > known.acknowledged[stream.index] ? .delivered : .again
            }
            return .idle
        } catch {
            return .fault(error)
        }
    }

    private func next(_ stream: EventStream, after sequence: Int64) throws(DeliveryFault) -> DeliveryBatch? {
        do throws(Problem) {
            return try journal.batch(stream: stream, after: sequence, limit: Self.batchEvents, bytes: Self.batchBytes)
        } catch {
            throw DeliveryFault(reason: error.description)
        }
    }

    /// Has the counter begin a new epoch, unless the core contradicts one it cannot know yet.
    private func beginEpoch(after epoch: String, _ claims: inout EpochClaims) throws(DeliveryFault) {
        guard claims.mayContradict(epoch) else {
            throw DeliveryFault(reason: "the core contradicts an epoch that has just begun: its answers make no sense")
        }
        report(.epochConflict(epoch))
        // Its first event or the next look finds the new one.
        pause(.after(milliseconds: 200), wakes: true)
    }

    /// Compares what the core knows of this epoch with the journal; nil when the journal turned out to be an older copy.
    private func handshake(
        _ transport: HTTPEventTransport,
        _ claims: inout EpochClaims
    ) throws(DeliveryFault) -> DeliveryPosition? {
        let core = try transport.streams(source: CounterEvent.source(station: settings.station))
        var acknowledged: [Int64] = [0, 0, 0]
        var conflict = false
        let epoch: String
        do throws(Problem) {
            let snapshot = try journal.snapshot()
            guard core.epoch == snapshot.epoch else {
                return DeliveryPosition(epoch: snapshot.epoch, acknowledged: acknowledged)
            }
            for place in core.positions {
                let head = snapshot.streams[place.stream.index].head
                let known =
                    place.acknowledged == 0
                    ? nil : try journal.eventID(stream: place.stream, sequence: place.acknowledged)
                // A row that was pruned is not there to compare; it was acknowledged before it went.
                let pruned = place.acknowledged <= snapshot.streams[place.stream.index].acknowledged && known == nil
                if place.acknowledged > head || place.acknowledged > 0 && !pruned && known != place.id {
                    conflict = true
                }
                acknowledged[place.stream.index] = place.acknowledged
            }
            epoch = snapshot.epoch
        } catch {
            throw DeliveryFault(reason: error.description)
        }
        guard !conflict else {
            try beginEpoch(after: epoch, &claims)
            return nil
        }
        for stream in EventStream.allCases where acknowledged[stream.index] > 0 {
            claims.took(epoch)
            report(.acknowledged(stream, epoch: epoch, sequence: acknowledged[stream.index]))
        }
        return DeliveryPosition(epoch: epoch, acknowledged: acknowledged)
    }

    private func apply(
        _ answer: DeliveryAnswer,
        to batch: DeliveryBatch,
        _ known: DeliveryPosition,
        _ claims: inout EpochClaims
    ) throws(DeliveryFault) -> DeliveryPosition? {
        var known = known
        let index = batch.stream.index
        let before = known.acknowledged[index]
        let last = batch.events.last?.sequence ?? before
        switch answer {
        case .acknowledged(let sequence):
            guard sequence > before, sequence <= last else {
                throw DeliveryFault(
                    reason: "the core acknowledges \(sequence) when it was sent \(before + 1) to \(last)"
                )
            }
            known.acknowledged[index] = sequence
            claims.took(batch.epoch)
            report(.acknowledged(batch.stream, epoch: batch.epoch, sequence: sequence))
        case .expected(let sequence):
            // Forwards it is no rewind: what the core knows is asked for again.
            guard sequence >= 1, sequence <= before else {
                throw DeliveryFault(reason: "the core asks for \(sequence) when it was sent \(before + 1) to \(last)")
            }
            known.acknowledged[index] = sequence - 1
        case .conflict:
            try beginEpoch(after: batch.epoch, &claims)
            return nil
        case .rejected(let acknowledged, let sequence, let code):
            guard acknowledged >= before, sequence == acknowledged + 1, sequence <= last,
                let refused = batch.events.first(where: { $0.sequence == sequence })
            else {
                throw DeliveryFault(reason: "the core refuses \(sequence) when it was sent \(before + 1) to \(last)")
            }
            guard refused.type != EventType.tombstone else {
                throw DeliveryFault(reason: "the core refuses the tombstone \(sequence): the stream cannot go on")
            }
            if acknowledged > before {
                known.acknowledged[index] = acknowledged
                claims.took(batch.epoch)
                report(.acknowledged(batch.stream, epoch: batch.epoch, sequence: acknowledged))
            }
            report(.rejected(batch.stream, epoch: batch.epoch, sequence: sequence, code: code))
            // The tombstone is in the journal once the counter has committed it; the stream goes on with it.
            pause(.after(milliseconds: 200), wakes: true)
        }
        return known
    }
}
