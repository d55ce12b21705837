import Counter
import Domain
import Journal
import Linux
import Runtime
import Testing

@Suite struct JournalTailTests {
    private let filters = [EventFilter(), EventFilter(stream: .member), EventFilter(type: "of no event")]

    /// Large enough that the file's bound on rows looked at for a page is not reached.
    private let limits = [4, 100]

    /// A writer, and a reader that knows its newest events.
    private func running(_ bench: JournalBench, _ body: (JournalWriter, JournalReader) throws -> Void) throws {
        try bench.running { writer, _ throws in
            let reader = try JournalReader(path: bench.path, tail: writer.tail)
            defer { reader.close() }
            try body(writer, reader)
        }
    }

    /// Memory and file must agree, wherever memory says anything at all; gives how often it did.
    private func compare(
        _ reader: JournalReader,
        epoch: String = "00000000000000aa",
        every step: Int64 = 1
    ) throws -> Int {
        var told = 0
        let newest = try reader.newestCursor().position
        for position in stride(from: 0, through: newest + 1, by: Int64.Stride(step)) {
            let cursor = EventCursor(epoch: epoch, position: position)
            for filter in filters {
                for limit in limits {
                    guard let page = reader.newestEvents(after: cursor, filter: filter, limit: limit) else {
                        continue
                    }
                    told += 1
                    #expect(try reader.events(after: cursor, filter: filter, limit: limit) == page)
                }
            }
        }
        return told
    }

    @Test("memory gives what the file gives, from every cursor, filtered and page by page")
    func same() throws {
        let bench = try JournalBench()
        try running(bench) { writer, reader throws in
            let start = try reader.oldestCursor()
            #expect(
                reader.newestEvents(after: start, filter: EventFilter(), limit: 1) == nil,
                "nothing was written yet"
            )
            #expect(writer.commit([bench.event(.pay), bench.event(.member)]) == .committed)
            let more = (0..<3).map { _ in JournalTransaction(changes: [bench.event(.member), bench.event(.device)]) }
            #expect(writer.commit(more) == [.committed, .committed, .committed])
            #expect(reader.newestEvents(after: start, filter: EventFilter(), limit: 100)?.entries.count == 8)
            #expect(try compare(reader) == 10 * 6)
        }
    }

    @Test("who is further behind than memory reaches reads the file")
    func behind() throws {
        let bench = try JournalBench()
        try running(bench) { writer, reader throws in
            for _ in 0..<2 {
                let transactions = (0..<50).map { _ in JournalTransaction(changes: [bench.event(.pay)]) }
                #expect(writer.commit(transactions).allSatisfy { $0 == .committed })
            }
            let start = try reader.oldestCursor()
            #expect(reader.newestEvents(after: start, filter: EventFilter(), limit: 100) == nil)
            // Of these cursors those at 40 and beyond are within reach.
            #expect(try compare(reader, every: 10) == 7 * 6)
        }
    }

    @Test("what a transaction appended that was refused is not in memory", arguments: [true, false])
    func refused(isAlone: Bool) throws {
        let bench = try JournalBench()
        try running(bench) { writer, reader throws in
            #expect(writer.commit([bench.event(.pay)]) == .committed)
            let refused = [bench.event(.device), .acknowledged(.pay, sequence: 9)]
            let other = JournalTransaction(changes: [bench.event(.member)])
            let results = writer.commit((isAlone ? [] : [other]) + [JournalTransaction(changes: refused)])
            #expect(results.count == (isAlone ? 1 : 2))
            #expect(results.last != .committed)
            #expect(results.dropLast().allSatisfy { $0 == .committed })
            #expect(try reader.snapshot().streams.map(\.head) == [1, isAlone ? 0 : 1, 0])
            #expect(try compare(reader) == (isAlone ? 3 : 4) * 6)
            #expect(writer.commit([bench.event(.pay)]) == .committed)
            #expect(try compare(reader) > 0)
        }
    }

    @Test("a new epoch begins anew in memory, too")
    func epoch() throws {
        let bench = try JournalBench()
        try running(bench) { writer, reader throws in
            #expect(writer.commit([bench.event(.pay), bench.event(.pay)]) == .committed)
            let before = try reader.oldestCursor()
            #expect(writer.commit([bench.event(.pay), .newEpoch("00000000000000bb")]) == .committed)
            #expect(reader.newestEvents(after: before, filter: EventFilter(), limit: 100) == nil)
            _ = try compare(reader, epoch: "00000000000000bb")
            #expect(writer.commit([.newEpoch("00000000000000cc")]) == .committed)
            #expect(try compare(reader, epoch: "00000000000000cc") > 0)
            #expect(reader.newestEvents(after: before, filter: EventFilter(), limit: 100) == nil)
        }
    }

    @Test("rows that were removed are not given from memory")
    func pruned() throws {
        let bench = try JournalBench()
        let now = Instant(milliseconds: 40 * 86_400_000)
        let writer = JournalWriter(journal: try bench.open(), hasCore: true, wall: { now }, tidyMilliseconds: 10)
        let reader = try JournalReader(path: bench.path, tail: writer.tail)
        let start = try reader.oldestCursor()
        let changes = (0..<3).map { _ in bench.event(.pay) } + [.acknowledged(.pay, sequence: 3)]
        #expect(writer.commit(changes) == .committed)
        #expect(reader.newestEvents(after: start, filter: EventFilter(), limit: 100)?.entries.count == 3)
        let thread = try DeviceThread.start(writer)
        defer {
            writer.stop()
            #expect(thread.join(until: .after(milliseconds: 10_000)))
            reader.close()
        }
        let deadline = Deadline.after(milliseconds: 20_000)
        while reader.newestEvents(after: start, filter: EventFilter(), limit: 100) != nil, !deadline.isPast {
            #expect(writer.commit([]) == .committed)
        }
        #expect(reader.newestEvents(after: start, filter: EventFilter(), limit: 100) == nil)
        #expect(try reader.oldestCursor().position > start.position)
    }
}
