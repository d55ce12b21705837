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
        case idle
        case progress
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
        let lists = HotlistReader(settings: settings)
        defer {
            transport.close()
            lists.close()
        }
        var backoff = Backoff()
        var position: DeliveryPosition?
        var linkIsUp: Bool?
        var nextList = Deadline.now
        while !state.withLock({ $0.stopped }) {
            let step = deliver(transport, &position)
            if case .fault(let fault) = step {
                if linkIsUp != false {
                    linkIsUp = false
                    report(.linkDown(reason: fault.reason))
                }
                position = nil
                pause(.after(milliseconds: backoff.next(retryAfter: fault.retryAfter)), wakes: false)
                continue
            }
            backoff.reset()
            if linkIsUp != true {
                linkIsUp = true
                report(.linkUp)
            }
            if nextList.isPast || nextList == .now {
                if let answer = lists.read(journal: journal) {
                    report(answer)
                }
                nextList = .after(milliseconds: settings.hotlistInterval)
            }
            if case .idle = step {
                pause(nextList, wakes: true)
            }
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

    private func deliver(_ transport: HTTPEventTransport, _ position: inout DeliveryPosition?) -> Step {
        do throws(DeliveryFault) {
            guard let known = position else {
                position = try handshake(transport)
                if position == nil {
                    // The counter begins a new epoch; its first event or the next look finds it.
                    pause(.after(milliseconds: 200), wakes: true)
                }
                return .progress
            }
            for stream in EventStream.allCases {
                guard let batch = try next(stream, after: known.acknowledged[stream.index]) else {
                    continue
                }
                guard batch.epoch == known.epoch else {
                    position = nil
                    return .progress
                }
                position = try apply(try transport.send(batch), to: batch, known)
                return .progress
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

    /// Compares what the core knows of this epoch with the journal; nil when the journal turned out to be an older copy.
    private func handshake(_ transport: HTTPEventTransport) throws(DeliveryFault) -> DeliveryPosition? {
        let core = try transport.streams(source: CounterEvent.source(station: settings.station))
        do throws(Problem) {
            let snapshot = try journal.snapshot()
            guard core.epoch == snapshot.epoch else {
                return DeliveryPosition(epoch: snapshot.epoch, acknowledged: [0, 0, 0])
            }
            var acknowledged: [Int64] = [0, 0, 0]
            for place in core.positions {
                let head = snapshot.streams[place.stream.index].head
                let known =
                    place.acknowledged == 0
                    ? nil : try journal.eventID(stream: place.stream, sequence: place.acknowledged)
                // A row that was pruned is not there to compare; it was acknowledged before it went.
                let pruned = place.acknowledged <= snapshot.streams[place.stream.index].acknowledged && known == nil
                guard place.acknowledged <= head, place.acknowledged == 0 || pruned || known == place.id else {
                    report(.epochConflict(snapshot.epoch))
                    return nil
                }
                acknowledged[place.stream.index] = place.acknowledged
                if place.acknowledged > 0 {
                    report(.acknowledged(place.stream, epoch: snapshot.epoch, sequence: place.acknowledged))
                }
            }
            return DeliveryPosition(epoch: snapshot.epoch, acknowledged: acknowledged)
        } catch {
            throw DeliveryFault(reason: error.description)
        }
    }

    private func apply(
        _ answer: DeliveryAnswer,
        to batch: DeliveryBatch,
        _ known: DeliveryPosition
    ) throws(DeliveryFault) -> DeliveryPosition? {
        var known = known
        let index = batch.stream.index
        switch answer {
        case .acknowledged(let sequence):
            guard let last = batch.events.last?.sequence, sequence <= last, sequence >= known.acknowledged[index] else {
                throw DeliveryFault(reason: "the core acknowledges \(sequence), which was not sent")
            }
            known.acknowledged[index] = sequence
            report(.acknowledged(batch.stream, epoch: batch.epoch, sequence: sequence))
        case .expected(let sequence):
            guard sequence >= 1, sequence != known.acknowledged[index] + 1 else {
                throw DeliveryFault(reason: "the core asks for \(sequence), which it was sent")
            }
            known.acknowledged[index] = sequence - 1
        case .conflict:
            report(.epochConflict(batch.epoch))
            return nil
        case .rejected(let acknowledged, let sequence, let code):
            if acknowledged > known.acknowledged[index] {
                known.acknowledged[index] = acknowledged
                report(.acknowledged(batch.stream, epoch: batch.epoch, sequence: acknowledged))
            }
            report(.rejected(batch.stream, epoch: batch.epoch, sequence: sequence, code: code))
            // The tombstone is in the journal once the counter has committed it; the stream goes on with it.
            pause(.after(milliseconds: 200), wakes: true)
        }
        return known
    }
}
