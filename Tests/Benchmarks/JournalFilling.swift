import Counter
import Domain
import Journal
import Linux
import Runtime
import Station

/// Writes a journal of many events, as a busy year leaves it.
enum JournalFilling {
    static let epoch = "00112233445566aa"

    static func fill(path: String, events count: Int, hasCore: Bool) throws {
        let clock = StationClock.system
        let journal = try JournalFile.open(path: path, freshEpoch: epoch, now: clock.wall())
        let writer = JournalWriter(journal: journal, hasCore: hasCore, wall: clock.wall)
        let thread = try DeviceThread.start(writer)
        var ids = IDGenerator()
        defer {
            writer.stop()
            thread.join(until: .after(milliseconds: 60_000))
        }
        var next = 1
        while next <= count {
            let chunk = next...min(next + 999, count)
            let time = clock.wall()
            let changes = chunk.map { sequence in
                Change.event(
                    CounterEvent(
                        id: ids.next(time: time, random: clock.random()),
                        type: EventType.memberIdentified,
                        stream: .member,
                        epoch: epoch,
                        sequence: Int64(sequence),
                        station: "bench",
                        lane: LaneName("1"),
                        device: DeviceID(kind: .reader, topology: "bench"),
                        time: time,
                        recordedTime: time,
                        data: [
                            "credential": [
                                "scheme": "member", "value": .string(String(600_100_000 + sequence)),
                                "assurance": "static",
                            ], "profile": "gold",
                        ]
                    )
                )
            }
            for result in writer.commit([JournalTransaction(changes: changes)]) where result != .committed {
                throw BenchmarkFailure("the journal refused: \(result)")
            }
            next = chunk.upperBound + 1
        }
    }
}
