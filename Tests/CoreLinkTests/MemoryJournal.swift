import Counter
import Domain
import Synchronization

/// The read side of a journal held in memory, for tests of what reads it.
final class MemoryJournal: JournalReading {
    private struct State: Sendable {
        var epoch = "00000000000000aa"
        var events: [[CounterEvent]] = [[], [], []]
        var acknowledged: [Int64] = [0, 0, 0]
        var parked: [EventStream: [Int64: String]] = [:]
        var hotlistVersion: String?
        /// Rows up to here are not kept any more.
        var pruned: [Int64] = [0, 0, 0]
    }

    private let state = Mutex(State())

    func append(
        _ stream: EventStream,
        type: String = "countertop.test.happened.v1",
        data: JSONValue = .null,
        count: Int = 1
    ) {
        state.withLock { state in
            for _ in 0..<count {
                let sequence = Int64(state.events[stream.index].count + 1)
                state.events[stream.index].append(
                    CounterEvent(
                        id: EntityID(
                            time: Instant(milliseconds: sequence),
                            random: [
                                UInt8(stream.index), UInt8(truncatingIfNeeded: sequence >> 8), 0,
                                UInt8(truncatingIfNeeded: sequence),
                            ]
                        ),
                        type: type,
                        stream: stream,
                        epoch: state.epoch,
                        sequence: sequence,
                        station: "s1",
                        lane: LaneName("1"),
                        device: nil,
                        time: Instant(milliseconds: 0),
                        recordedTime: Instant(milliseconds: 0),
                        data: data
                    )
                )
            }
        }
    }

    /// Forgets the newest events, as a restored backup does.
    func forget(_ stream: EventStream, keeping count: Int) {
        state.withLock { state in
            state.events[stream.index] = Array(state.events[stream.index].prefix(count))
            state.acknowledged[stream.index] = min(state.acknowledged[stream.index], Int64(count))
        }
    }

    /// Removes the oldest rows, as retention does.
    func prune(_ stream: EventStream, upTo sequence: Int64) {
        state.withLock { $0.pruned[stream.index] = sequence }
    }

    /// Begins a new epoch with what is not acknowledged.
    func renew(after epoch: String) {
        state.withLock { state in
            guard state.epoch == epoch, let number = UInt64(epoch, radix: 16) else {
                return
            }
            let digits = String(number + 1, radix: 16)
            state.epoch = String(repeating: "0", count: 16 - digits.count) + digits
            for stream in EventStream.allCases {
                let waiting = state.events[stream.index].filter { $0.sequence > state.acknowledged[stream.index] }
                state.events[stream.index] = waiting.enumerated().map { index, event in
                    event.renumbered(epoch: state.epoch, sequence: Int64(index + 1))
                }
                state.acknowledged[stream.index] = 0
                state.pruned[stream.index] = 0
            }
        }
    }

    func acknowledge(_ stream: EventStream, _ sequence: Int64) {
        state.withLock { $0.acknowledged[stream.index] = max($0.acknowledged[stream.index], sequence) }
    }

    func acknowledged(_ stream: EventStream) -> Int64 {
        state.withLock { $0.acknowledged[stream.index] }
    }

    func park(_ stream: EventStream, _ sequence: Int64, _ code: String) {
        state.withLock { $0.parked[stream, default: [:]][sequence] = code }
    }

    func memberKeysVersion() throws(Problem) -> String? { nil }

    func snapshot() throws(Problem) -> Snapshot {
        state.withLock { state in
            var snapshot = Snapshot(epoch: state.epoch)
            for stream in EventStream.allCases {
                snapshot.streams[stream.index] = StreamState(
                    stream: stream,
                    head: Int64(state.events[stream.index].count),
                    acknowledged: state.acknowledged[stream.index]
                )
            }
            snapshot.hotlistVersion = state.hotlistVersion
            return snapshot
        }
    }

    func batch(stream: EventStream, after sequence: Int64, limit: Int, bytes: Int) throws(Problem) -> DeliveryBatch? {
        state.withLock { state in
            let kept = max(sequence, state.pruned[stream.index])
            let events = state.events[stream.index].dropFirst(Int(kept)).prefix(limit).map { event in
                guard let code = state.parked[stream]?[event.sequence] else {
                    return event
                }
                return CounterEvent(
                    id: EntityID(time: Instant(milliseconds: 9), random: [UInt8(truncatingIfNeeded: event.sequence)]),
                    type: EventType.tombstone,
                    stream: stream,
                    epoch: event.epoch,
                    sequence: event.sequence,
                    station: event.station,
                    lane: nil,
                    device: nil,
                    time: event.time,
                    recordedTime: event.time,
                    data: ["code": .string(code)]
                )
            }
            return events.isEmpty ? nil : DeliveryBatch(epoch: state.epoch, stream: stream, events: Array(events))
        }
    }

    func eventID(stream: EventStream, sequence: Int64) throws(Problem) -> EntityID? {
        state.withLock { state in
            let events = state.events[stream.index]
            return sequence > state.pruned[stream.index] && events.indices.contains(Int(sequence) - 1)
                ? events[Int(sequence) - 1].id : nil
        }
    }

    func events(after cursor: EventCursor, filter: EventFilter, limit: Int) throws(Problem) -> EventPage {
        EventPage(entries: [], next: cursor, more: false)
    }
    func newestEvents(after cursor: EventCursor, filter: EventFilter, limit: Int) -> EventPage? { nil }
    func oldestCursor() throws(Problem) -> EventCursor { EventCursor(epoch: "00000000000000aa", position: 0) }
    func newestCursor() throws(Problem) -> EventCursor { EventCursor(epoch: "00000000000000aa", position: 0) }
    func operation(_ id: EntityID) throws(Problem) -> Operation? { nil }
    func operations(lane: LaneName?, state: Operation.State?, limit: Int) throws(Problem) -> [Operation] { [] }
    func openOperations() throws(Problem) -> [Operation] { [] }
    func operations(lane: LaneName, from: Instant, to: Instant) throws(Problem) -> [Operation] { [] }
    func shiftBegun(_ lane: LaneName) throws(Problem) -> Instant? { nil }
    func pairedTills() throws(Problem) -> [PairedTill] { [] }
    func receiptJob(_ id: EntityID) throws(Problem) -> ReceiptJob? { nil }
    func receiptJobs(state: ReceiptJob.State?, limit: Int) throws(Problem) -> [ReceiptJob] { [] }
    func idempotency(till: String, key: String) throws(Problem) -> IdempotencyRecord? { nil }
    func event(_ id: EntityID) throws(Problem) -> CounterEvent? { nil }
    func returned(original: EntityID) throws(Problem) -> Int64 { 0 }
    func statistics() throws(Problem) -> [DeviceStatistic] { [] }
}
