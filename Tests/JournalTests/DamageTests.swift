import Counter
import Domain
import Foundation
import HID
import Linux
import SQLite
import Testing

@testable import Journal

@Suite("Damaged journals")
struct DamageTests {
    private func filled(_ bench: JournalBench, _ count: Int) throws {
        try bench.running { writer, _ throws in
            for number in 0..<count {
                #expect(
                    writer.commit([bench.event(.pay), .operation(JournalBench.operation(UInt8(number)))]) == .committed
                )
            }
        }
    }

    @Test("commits that stand in the WAL only are brought over")
    func newestCommits() throws {
        let bench = try JournalBench()
        try filled(bench, 20)
        let crashed = try JournalBench()
        try bench.running { writer, _ throws in
            #expect(writer.commit([bench.event(.pay), .operation(JournalBench.operation(99))]) == .committed)
            // As a crash would leave it: nobody folds the WAL into the file.
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: bench.path + suffix, toPath: crashed.path + suffix)
            }
        }
        let database = try Database(path: crashed.path, mode: .immutable)
        let root = try database.first("SELECT rootpage FROM sqlite_master WHERE name = 'receipts_state'") {
            $0.int64(0)
        }
        database.close()
        try DamageBench.breakPage(try #require(root), in: crashed.path)
        let opened = try crashed.open(epoch: "00000000000000bb")
        #expect(opened.setAside != nil)
        #expect(opened.salvage?.events == 21)
        #expect(opened.salvage?.operations == 21)
        opened.close()
    }

    @Test("one unreadable page costs its rows only, on both sides of it everything is brought over")
    func pageInTheMiddle() throws {
        let bench = try JournalBench()
        try filled(bench, 200)
        for table in ["operations", "events"] {
            let middle =
                table == "operations"
                ? JournalBench.operation(100).id.text : #""sequence":"00000000000000000100""#
            try DamageBench.breakPage(holding: middle, in: bench.path)
        }
        // What opening looks at is sound; somebody met the damage before.
        JournalSuspicion(journal: bench.path).raise()
        let opened = try bench.open(epoch: "00000000000000bb")
        let salvage = try #require(opened.salvage)
        #expect((150...199).contains(salvage.operations))
        #expect((150...199).contains(salvage.events))
        #expect(!salvage.unreadable.isEmpty)
        let newest = try opened.store.database.first("SELECT max(id) FROM operations") { $0.text(0) }
        #expect(newest == JournalBench.operation(199).id.text)
        opened.close()
        #expect(!JournalSuspicion(journal: bench.path).isThere)
    }

    @Test("a damaged page that is met at work ends the writer and is looked for at the next opening")
    func metAtWork() throws {
        let bench = try JournalBench()
        try filled(bench, 3)
        try DamageBench.breakRoot(of: "keys", in: bench.path)
        let key = IdempotencyRecord(
            till: "uid:1",
            key: "k",
            requestHash: [1],
            result: JournalBench.operation(1).id,
            created: Instant(milliseconds: 1)
        )
        try bench.running { writer, _ throws in
            guard case .fatal = writer.commit([.idempotency(key)]) else {
                Issue.record("a damaged page was written")
                return
            }
        }
        let opened = try bench.open(epoch: "00000000000000bb")
        #expect(opened.setAside != nil)
        #expect(opened.salvage?.operations == 3)
        opened.close()
    }

    @Test("a journal that was built when the process died is put in its place, and is no empty start")
    func diedWhileReplacing() throws {
        let bench = try JournalBench()
        try filled(bench, 3)
        try FileManager.default.moveItem(atPath: bench.path, toPath: bench.path + ".new")
        let opened = try bench.open(epoch: "00000000000000bb")
        #expect(opened.store.epoch == "00000000000000aa")
        opened.close()
    }

    @Test("lost cards stay lost, and an open reversal waits for its event under the new number")
    func whatMustNotBeLost() throws {
        let bench = try JournalBench()
        var reversing = JournalBench.operation(1, state: .reversing)
        reversing.settlingSequence = 3
        var lost = JournalBench.operation(2, state: .reversing)
        lost.settlingSequence = 9
        try bench.running { writer, _ throws in
            #expect(
                writer.commit([
                    bench.event(.pay), bench.event(.pay), bench.event(.pay), .operation(reversing), .operation(lost),
                    .acknowledged(.pay, sequence: 2),
                    .acceptedCode(AcceptedCode(mark: [7], until: Instant(milliseconds: 1))),
                    .hotlist(
                        added: [.init(scheme: "member", value: "6001", reason: "lost")],
                        removed: [],
                        version: "7"
                    ),
                ]) == .committed
            )
        }
        try DamageBench.breakRoot(of: "receipts_state", in: bench.path)
        let opened = try bench.open(epoch: "00000000000000bb")
        opened.close()
        try bench.running { _, reader throws in
            let snapshot = try reader.snapshot()
            #expect(snapshot.hotlist.map(\.value) == ["6001"])
            #expect(snapshot.acceptedCodes.map(\.mark) == [[7]])
            #expect(snapshot.hotlistVersion == "")
            #expect(snapshot.openOperations.map(\.settlingSequence) == [1, nil])
        }
    }

    @Test("a new epoch gives open operations the new numbers of the events they wait for")
    func resettled() throws {
        let bench = try JournalBench()
        var waiting = JournalBench.operation(1, state: .offlineAccepted)
        waiting.settlingSequence = 4
        try bench.running { writer, reader throws in
            let rows = (0..<4).map { _ in bench.event(.pay) }
            #expect(writer.commit(rows + [.operation(waiting), .acknowledged(.pay, sequence: 2)]) == .committed)
            #expect(writer.commit([.newEpoch("00000000000000cc")]) == .committed)
            #expect(try reader.snapshot().openOperations.map(\.settlingSequence) == [2])
        }
    }

    @Test("rows taken out behind the journal's back are noticed at the end of the chain")
    func anchor() throws {
        let bench = try JournalBench()
        try filled(bench, 5)
        let database = try Database(path: bench.path, mode: .readWriteCreate)
        try database.run("DELETE FROM events WHERE sequence <= 2")
        database.close()
        let opened = try bench.open()
        #expect(opened.damaged == [DamagedRow(table: "events", key: "before 3")])
        opened.close()
    }

    @Test("the first tombstone of a refused event stays")
    func firstTombstone() throws {
        let bench = try JournalBench()
        let first = EntityID(time: Instant(milliseconds: 9), random: [1])
        let second = EntityID(time: Instant(milliseconds: 9), random: [2])
        try bench.running { writer, reader throws in
            #expect(writer.commit([bench.event(.pay)]) == .committed)
            for tombstone in [first, second] {
                #expect(
                    writer.commit([.parked(.pay, sequence: 1, code: "no", tombstone: tombstone)]) == .committed
                )
            }
            #expect(try reader.eventID(stream: .pay, sequence: 1) == first)
        }
    }

    @Test("a flipped byte in a row is named and never delivered; a tombstone keeps the sequence; the others are served")
    func flippedByte() throws {
        let bench = try JournalBench()
        try bench.running { writer, _ throws in
            for _ in 0..<5 {
                #expect(writer.commit([bench.event(.pay)]) == .committed)
            }
        }
        let database = try Database(path: bench.path, mode: .readWriteCreate)
        try database.run("UPDATE events SET body = replace(body, '\"n\":3', '\"n\":9') WHERE sequence = 3")
        database.close()
        let opened = try bench.open()
        #expect(opened.damaged == [DamagedRow(table: "events", key: "3")])
        opened.close()
        try bench.running { _, reader throws in
            let page = try reader.events(after: try reader.oldestCursor(), filter: EventFilter(), limit: 10)
            #expect(page.entries.map(\.event.sequence) == [1, 2, 4, 5])
            let batch = try #require(try reader.batch(stream: .pay, after: 0, limit: 100, bytes: 1 << 18))
            #expect(batch.events.map(\.sequence) == [1, 2, 3, 4, 5])
            #expect(batch.events[2].type == EventType.tombstone)
            #expect(reader.damaged == [DamagedRow(table: "events", key: "3")])
        }
    }

    @Test("a damaged file is set aside read-only and what can be read of it goes on in a new epoch")
    func damagedFile() throws {
        let bench = try JournalBench()
        try bench.running { writer, _ throws in
            for number in 0..<200 {
                #expect(
                    writer.commit([bench.event(.pay), .operation(JournalBench.operation(UInt8(number)))]) == .committed
                )
            }
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.path))
        bytes.replaceSubrange(0..<4_000, with: Data(repeating: 0x5A, count: 4_000))
        try bytes.write(to: URL(fileURLWithPath: bench.path))
        let opened = try bench.open(epoch: "00000000000000bb")
        let aside = try #require(opened.setAside)
        #expect(opened.salvage?.events == 200)
        #expect(opened.salvage?.operations == 200)
        #expect(opened.store.epoch == "00000000000000bb")
        #expect(FileManager.default.fileExists(atPath: aside))
        opened.close()
        let reopened = try bench.open()
        #expect(reopened.store.epoch == "00000000000000bb")
        reopened.close()
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder).filter { $0.contains("repair") }
        #expect(left.isEmpty)
    }

    @Test("a damaged page loses its rows; open operations and undelivered events of the others are brought over")
    func damagedPage() throws {
        let bench = try JournalBench()
        try bench.running { writer, _ throws in
            for number in 0..<200 {
                #expect(
                    writer.commit([bench.event(.pay), .operation(JournalBench.operation(UInt8(number)))]) == .committed
                )
            }
        }
        let database = try Database(path: bench.path, mode: .readWriteCreate)
        let root =
            try database.first("SELECT rootpage FROM sqlite_master WHERE name = 'receipts_state'") { $0.int64(0) } ?? 0
        try database.checkpoint(truncate: true)
        database.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.path))
        let start = Int(root - 1) * 4096
        bytes.replaceSubrange(start..<start + 100, with: Data(repeating: 0xFF, count: 100))
        try bytes.write(to: URL(fileURLWithPath: bench.path))
        let opened = try bench.open(epoch: "00000000000000bb")
        #expect(opened.setAside != nil)
        #expect(opened.salvage?.operations == 200)
        #expect(opened.salvage?.events == 200)
        opened.close()
    }
}
