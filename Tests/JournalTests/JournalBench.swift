import Counter
import Domain
import Foundation
import Journal
import Linux
import Runtime

/// A journal in a folder of its own that goes away with the test.
final class JournalBench {
    let folder: String
    var path: String { folder + "/journal.sqlite" }
    private var sequence: [Int64] = [0, 0, 0]

    init(in parent: String = FileManager.default.temporaryDirectory.path) throws {
        folder = parent + "/countertop-journal-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func open(epoch: String = "00000000000000aa") throws -> OpenedJournal {
        try JournalFile.open(path: path, freshEpoch: epoch, now: Instant(milliseconds: 5))
    }

    /// Runs `body` with a writer, its thread and a reader, and ends both.
    func running(_ body: (JournalWriter, JournalReader) throws -> Void) throws {
        let writer = JournalWriter(journal: try open(), hasCore: true, wall: { Instant(milliseconds: 1) })
        let thread = try DeviceThread.start(writer)
        let reader = try JournalReader(path: path)
        defer {
            reader.close()
            writer.stop()
            thread.join(until: .after(milliseconds: 10_000))
        }
        try body(writer, reader)
    }

    func event(_ stream: EventStream, epoch: String = "00000000000000aa", at time: Int64 = 1_000) -> Change {
        sequence[stream.index] += 1
        return .event(
            CounterEvent(
                id: EntityID(
                    time: Instant(milliseconds: time),
                    random: [UInt8(stream.index), UInt8(truncatingIfNeeded: sequence[stream.index])]
                ),
                type: "countertop.test.happened.v1",
                stream: stream,
                epoch: epoch,
                sequence: sequence[stream.index],
                station: "s1",
                lane: LaneName("1"),
                device: nil,
                time: Instant(milliseconds: time),
                recordedTime: Instant(milliseconds: time),
                data: ["n": .integer(sequence[stream.index])]
            )
        )
    }

    static func operation(_ number: UInt8, state: Domain.Operation.State = .sent) -> Domain.Operation {
        Domain.Operation(
            id: EntityID(time: Instant(milliseconds: 1), random: [0, number]),
            kind: .sale,
            lane: LaneName("1")!,
            till: "uid:1",
            request: OperationRequest(
                kind: .sale,
                amount: Money(fen: 100),
                presented: .entered(scheme: "phone", value: "1")
            ),
            created: Instant(milliseconds: 1),
            state: state
        )
    }
}

extension JournalWriter {
    /// Commits one transaction and says what became of it.
    func commit(_ changes: [Change], mayUseReserve: Bool = false) -> CommitResult {
        commit([JournalTransaction(changes: changes, mayUseReserve: mayUseReserve)])[0]
    }
}
