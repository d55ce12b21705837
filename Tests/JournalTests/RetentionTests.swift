import Counter
import Domain
import Foundation
import Linux
import Runtime
import SQLite
import Testing

@testable import Journal

@Suite("Retention")
struct RetentionTests {
    private static let day: Int64 = 86_400_000
    private let late = Instant(milliseconds: 400 * day)

    @Test("the newest event of a stream stays, so that a cursor that has seen everything sees what comes next")
    func positions() throws {
        let bench = try JournalBench()
        let opened = try bench.open()
        #expect(
            try opened.store.commit([.init(changes: [bench.event(.pay), bench.event(.pay), bench.event(.member)])])
                == [.committed]
        )
        let all: [Change] = [.acknowledged(.pay, sequence: 2), .acknowledged(.member, sequence: 1)]
        #expect(try opened.store.commit([.init(changes: all)]) == [.committed])
        #expect(try opened.store.prune(now: late, retention: .init(), hasCore: true) == 1)
        #expect(try opened.store.prune(now: late, retention: .init(bytes: 0), hasCore: true) == 0)
        opened.close()
        try bench.running { writer, reader throws in
            let cursor = try reader.newestCursor()
            #expect(cursor.position == 3)
            #expect(writer.commit([bench.event(.pay)]) == .committed)
            let page = try reader.events(after: cursor, filter: EventFilter(), limit: 10)
            #expect(page.entries.map(\.event.sequence) == [3])
        }
    }

    @Test("rows of an earlier epoch go when they are old")
    func earlierEpochs() throws {
        let bench = try JournalBench()
        let opened = try bench.open()
        let rows = (0..<5).map { _ in bench.event(.pay) }
        #expect(try opened.store.commit([.init(changes: rows)]) == [.committed])
        #expect(
            try opened.store.commit([
                .init(changes: [.acknowledged(.pay, sequence: 3)]), .init(changes: [.newEpoch("00000000000000cc")]),
            ]) == [.committed, .committed]
        )
        #expect(try opened.store.prune(now: Instant(milliseconds: 2_000), retention: .init(), hasCore: true) == 0)
        #expect(try opened.store.prune(now: late, retention: .init(), hasCore: true) == 5)
        #expect(try opened.store.verifyTail().isEmpty)
        opened.close()
    }

    private static func job(_ number: UInt8, _ state: ReceiptJob.State) -> ReceiptJob {
        var job = ReceiptJob(
            id: EntityID(time: Instant(milliseconds: 1), random: [1, number]),
            lane: LaneName("1")!,
            operation: nil,
            copyOf: nil,
            document: .null,
            created: Instant(milliseconds: 1),
            printer: nil
        )
        job.state = state
        return job
    }

    @Test(
        "ended operations and receipts go with their keys; open ones, and any while the core lacks an older event, stay"
    )
    func operations() throws {
        let bench = try JournalBench()
        let opened = try bench.open()
        let ended = JournalBench.operation(1, state: .confirmed)
        let open = JournalBench.operation(2, state: .unknown)
        #expect(
            try opened.store.commit([
                .init(changes: [
                    bench.event(.pay, at: 0), bench.event(.pay, at: 5_000), .operation(ended), .operation(open),
                    .attempt(operation: ended.id, number: 1, deadline: Instant(milliseconds: 1)),
                    .attempt(operation: open.id, number: 1, deadline: Instant(milliseconds: 1)),
                    .receiptJob(Self.job(1, .printed)), .receiptJob(Self.job(2, .queued)),
                ])
            ]) == [.committed]
        )
        func left(_ table: String) throws -> Int64? {
            try opened.store.database.first("SELECT count(*) FROM \(table)") { $0.int64(0) }
        }
        try opened.store.prune(now: Instant(milliseconds: 80 * Self.day), retention: .init(), hasCore: true)
        #expect(try left("receipts") == 2)
        try opened.store.prune(now: late, retention: .init(), hasCore: true)
        #expect(try left("receipts") == 1)
        #expect(try left("operations") == 2, "its event has not reached the core")
        #expect(try opened.store.commit([.init(changes: [.acknowledged(.pay, sequence: 1)])]) == [.committed])
        try opened.store.prune(now: late, retention: .init(), hasCore: false)
        #expect(try left("operations") == 2, "without a core no operation goes")
        try opened.store.prune(now: late, retention: .init(), hasCore: true)
        #expect(try left("operations") == 1)
        #expect(try left("attempts") == 1)
        opened.close()
    }

    @Test("old rows go also from a journal that never rests")
    func busy() throws {
        let bench = try JournalBench()
        let now = late
        let writer = JournalWriter(journal: try bench.open(), hasCore: true, wall: { now }, tidyMilliseconds: 10)
        let thread = try DeviceThread.start(writer)
        let reader = try JournalReader(path: bench.path)
        defer {
            reader.close()
            writer.stop()
            thread.join(until: .after(milliseconds: 10_000))
        }
        let deadline = Deadline.after(milliseconds: 20_000)
        var sequence: Int64 = 0
        while try reader.oldestCursor().position == 0, !deadline.isPast {
            sequence += 1
            #expect(writer.commit([bench.event(.pay), .acknowledged(.pay, sequence: sequence)]) == .committed)
        }
        #expect(try reader.oldestCursor().position > 0)
    }
}
