import Counter
import Domain
import Foundation
import HID
import Journal
import Linux
import Runtime
import SQLite
import Testing

@Suite("Journal")
struct JournalTests {
    @Test("what was committed is there after reopening, with its epoch, heads and acknowledgement")
    func reopening() throws {
        let bench = try JournalBench()
        try bench.running { writer, _ throws in
            #expect(writer.commit([bench.event(.pay), bench.event(.member), bench.event(.pay)]) == .committed)
            #expect(writer.commit([.acknowledged(.pay, sequence: 1)]) == .committed)
        }
        try bench.running { _, reader throws in
            let snapshot = try reader.snapshot()
            #expect(snapshot.epoch == "00000000000000aa")
            #expect(snapshot.streams.map(\.head) == [2, 1, 0])
            #expect(snapshot.streams.map(\.acknowledged) == [1, 0, 0])
        }
    }

    @Test("the files are for the daemon's eyes only, and after a good end the first of them is a whole copy")
    func files() throws {
        let bench = try JournalBench()
        let copy = try JournalBench()
        let writer = JournalWriter(journal: try bench.open(), hasCore: true, wall: { Instant(milliseconds: 1) })
        let thread = try DeviceThread.start(writer)
        let reader = try JournalReader(path: bench.path)
        defer { reader.close() }
        #expect(writer.commit([bench.event(.pay)]) == .committed)
        for suffix in ["", "-wal"] {
            let facts = try FileManager.default.attributesOfItem(atPath: bench.path + suffix)
            #expect(facts[.posixPermissions] as? Int == 0o600)
        }
        writer.stop()
        #expect(thread.join(until: .after(milliseconds: 10_000)))
        try FileManager.default.copyItem(atPath: bench.path, toPath: copy.path)
        try copy.running { _, reader throws in
            #expect(try reader.snapshot().streams[0].head == 1)
        }
    }

    @Test("a sequence that is not the next refuses its own transaction only")
    func contiguity() throws {
        let bench = try JournalBench()
        try bench.running { writer, reader throws in
            let first = bench.event(.pay)
            _ = bench.event(.pay)
            let third = bench.event(.pay)
            #expect(writer.commit([first]) == .committed)
            guard case .refused = writer.commit([.operation(JournalBench.operation(1)), third]) else {
                Issue.record("a gap was accepted")
                return
            }
            #expect(try reader.snapshot().openOperations.isEmpty)
            #expect(try reader.snapshot().streams[0].head == 1)
        }
    }

    @Test("an operation never goes against the arrows of its states")
    func arrows() throws {
        let bench = try JournalBench()
        try bench.running { writer, _ throws in
            #expect(writer.commit([.operation(JournalBench.operation(1, state: .sent))]) == .committed)
            #expect(writer.commit([.operation(JournalBench.operation(1, state: .confirmed))]) == .committed)
            guard case .refused = writer.commit([.operation(JournalBench.operation(1, state: .sent))]) else {
                Issue.record("a confirmed operation was sent again")
                return
            }
        }
    }

    @Test("events come in commit order over all streams, page by page, and filters do not change cursors")
    func pages() throws {
        let bench = try JournalBench()
        try bench.running { writer, reader throws in
            for _ in 0..<10 {
                #expect(writer.commit([bench.event(.pay), bench.event(.device)]) == .committed)
            }
            var cursor = try reader.oldestCursor()
            var seen: [Int64] = []
            repeat {
                let page = try reader.events(after: cursor, filter: EventFilter(stream: .pay), limit: 3)
                seen += page.entries.map(\.event.sequence)
                guard page.next != cursor else {
                    break
                }
                cursor = page.next
            } while true
            #expect(seen == Array(1...10))
            #expect(try reader.newestCursor() == cursor)
            let foreign = EventCursor(epoch: "00000000000000bb", position: 0)
            #expect { try reader.events(after: foreign, filter: EventFilter(), limit: 1) } throws: {
                ($0 as? Problem)?.code == "events-gone"
            }
        }
    }

    @Test("a second daemon, a newer schema and a read-only folder are problems of their own")
    func refusals() throws {
        let bench = try JournalBench()
        let first = try bench.open()
        #expect(throws: JournalError.busy(path: bench.path)) { try bench.open() }
        first.close()
        let database = try Database(path: bench.path, mode: .readWriteCreate)
        try database.script("PRAGMA user_version = 999")
        database.close()
        #expect(throws: JournalError.newerSchema(path: bench.path, version: 999)) { try bench.open() }
        #expect {
            try JournalFile.open(path: "/proc/nothing/j", freshEpoch: "a", now: Instant(milliseconds: 0))
        } throws: {
            ($0 as? JournalError)?.problem.code == "journal-read-only"
        }
    }

    @Test("only acknowledged and old rows go, and the chain is anchored at the pruned head")
    func retention() throws {
        let bench = try JournalBench()
        let opened = try bench.open()
        opened.close()
        try bench.running { writer, _ throws in
            for _ in 0..<10 {
                #expect(writer.commit([bench.event(.pay)]) == .committed)
            }
            #expect(writer.commit([.acknowledged(.pay, sequence: 6)]) == .committed)
        }
        let again = try bench.open()
        let late = Instant(milliseconds: 40 * 86_400_000)
        let early = Instant(milliseconds: 20 * 86_400_000)
        #expect(try again.store.prune(now: early, retention: .init(), hasCore: true) == 0)
        #expect(try again.store.prune(now: late, retention: .init(), hasCore: false) == 0)
        #expect(try again.store.prune(now: late, retention: .init(), hasCore: true) == 6)
        #expect(try again.store.verifyTail().isEmpty)
        again.close()
        try bench.running { _, reader throws in
            #expect(try reader.oldestCursor().position == 6)
            let old = EventCursor(epoch: "00000000000000aa", position: 5)
            #expect { try reader.events(after: old, filter: EventFilter(), limit: 1) } throws: {
                ($0 as? Problem)?.code == "events-gone"
            }
        }
    }

    @Test("a new epoch carries the unacknowledged events over with their ids")
    func newEpoch() throws {
        let bench = try JournalBench()
        try bench.running { writer, reader throws in
            for _ in 0..<4 {
                #expect(writer.commit([bench.event(.pay)]) == .committed)
            }
            #expect(writer.commit([.acknowledged(.pay, sequence: 3)]) == .committed)
            let last = try reader.eventID(stream: .pay, sequence: 4)
            #expect(writer.commit([.newEpoch("00000000000000cc")]) == .committed)
            let snapshot = try reader.snapshot()
            #expect(snapshot.epoch == "00000000000000cc")
            #expect(snapshot.streams[0] == StreamState(stream: .pay, head: 1, acknowledged: 0))
            #expect(try reader.eventID(stream: .pay, sequence: 1) == last)
        }
    }

    @Test("a parked event goes out as its tombstone under the same sequence")
    func parking() throws {
        let bench = try JournalBench()
        try bench.running { writer, reader throws in
            #expect(writer.commit([bench.event(.member), bench.event(.member)]) == .committed)
            let tombstone = EntityID(time: Instant(milliseconds: 9), random: [7])
            #expect(
                writer.commit([.parked(.member, sequence: 1, code: "no-such-lane", tombstone: tombstone)]) == .committed
            )
            let batch = try #require(try reader.batch(stream: .member, after: 0, limit: 10, bytes: 1 << 18))
            #expect(batch.events.map(\.type) == [EventType.tombstone, "countertop.test.happened.v1"])
            #expect(batch.events[0].id == tombstone)
            #expect(batch.events[0].data["code"] == "no-such-lane")
        }
    }

    @Test(
        "transactions share a commit and keep their order; one that contradicts is refused, and none after it is tried"
    )
    func groupCommit() throws {
        let bench = try JournalBench()
        try bench.running { writer, reader throws in
            var transactions = (0..<500).map { _ in JournalTransaction(changes: [bench.event(.pay)]) }
            transactions.insert(JournalTransaction(changes: []), at: 100)
            transactions.insert(JournalTransaction(changes: [.acknowledged(.member, sequence: 9)]), at: 200)
            let results = writer.commit(transactions)
            #expect(results.count == 502)
            for (index, result) in results.enumerated() {
                switch index {
                case ..<200: #expect(result == .committed)
                case 200: if case .refused = result {} else { Issue.record("it was taken") }
                default: #expect(result == .superseded)
                }
            }
            #expect(try reader.snapshot().streams[0].head == 199)
            #expect(writer.commit(Array(transactions[201...])).allSatisfy { $0 == .committed })
            let page = try reader.events(after: try reader.oldestCursor(), filter: EventFilter(), limit: 500)
            #expect(page.entries.map(\.event.sequence) == Array(1...500))
        }
    }

    @Test("transactions of several threads are each committed whole")
    func manyThreads() throws {
        let bench = try JournalBench()
        try bench.running { writer, reader throws in
            let results = ConditionBox<[CommitResult]>([])
            let threads = try (0..<4).map { number in
                try DeviceThread.start("writer \(number)") {
                    for _ in 0..<10 {
                        let device = DeviceID(kind: .reader, topology: "r")
                        let change = Change.statistic(device, name: "n", delta: 1, at: Instant(milliseconds: 1))
                        let done = writer.commit([JournalTransaction(changes: [change, change])])
                        results.update { $0 += done }
                    }
                }
            }
            for thread in threads {
                #expect(thread.join(until: .after(milliseconds: 60_000)))
            }
            #expect(results.withLock { $0 } == Array(repeating: .committed, count: 40))
            #expect(try reader.statistics().map(\.value) == [80])
        }
    }

    @Test("a closed journal takes nothing more")
    func closed() throws {
        let bench = try JournalBench()
        let writer = JournalWriter(journal: try bench.open(), hasCore: true, wall: { Instant(milliseconds: 1) })
        let thread = try DeviceThread.start(writer)
        writer.stop()
        #expect(thread.join(until: .after(milliseconds: 10_000)))
        #expect(writer.commit([bench.event(.pay)]) == .fatal("the journal is closed"))
    }

    @Test("operations, jobs, keys, presentations and counters come back in the snapshot")
    func snapshot() throws {
        let bench = try JournalBench()
        let job = ReceiptJob(
            id: EntityID(time: Instant(milliseconds: 1), random: [3]),
            lane: LaneName("1")!,
            operation: nil,
            copyOf: nil,
            document: ["messages": ["x"]],
            created: Instant(milliseconds: 1),
            printer: DeviceID("printer:/dev/ttyS0")
        )
        let presentation = Presentation(
            device: DeviceID("reader:ACS")!,
            fingerprint: "ff",
            event: job.id,
            seen: Instant(milliseconds: 2),
            gone: Instant(milliseconds: 3)
        )
        let staff = { (value: String) in
            LaneStaff(
                lane: LaneName("1")!,
                credential: Credential(scheme: "staff", value: value, assurance: .authenticated),
                event: job.id,
                since: Instant(milliseconds: 5)
            )
        }
        let record = IdempotencyRecord(
            till: "uid:1",
            key: "k",
            requestHash: [1, 2],
            result: job.id,
            created: Instant(milliseconds: 4)
        )
        let entry = HotlistEntry(scheme: "member", value: "6001", reason: "lost")
        try bench.running { writer, _ throws in
            #expect(
                writer.commit([
                    .operation(JournalBench.operation(1)), .receiptJob(job), .presentation(presentation),
                    .staff(staff("0007")), .staff(staff("0008")),
                    .idempotency(record), .printerCounter(DeviceID("printer:/dev/ttyS0")!, next: 42),
                    .hotlist(added: [entry], removed: [], version: "v1"),
                    .statistic(DeviceID("reader:ACS")!, name: "presentations", delta: 2, at: Instant(milliseconds: 5)),
                    .statistic(DeviceID("reader:ACS")!, name: "presentations", delta: 1, at: Instant(milliseconds: 9)),
                ]) == .committed
            )
        }
        try bench.running { _, reader throws in
            let snapshot = try reader.snapshot()
            #expect(snapshot.openOperations == [JournalBench.operation(1)])
            #expect(snapshot.openJobs == [job])
            #expect(snapshot.presentations == [presentation])
            #expect(snapshot.staff == [staff("0008")])
            #expect(snapshot.printerCounters.map(\.next) == [42])
            #expect(snapshot.hotlist == [entry])
            #expect(snapshot.hotlistVersion == "v1")
            #expect(try reader.idempotency(till: "uid:1", key: "k") == record)
            #expect(try reader.statistics().map(\.value) == [3])
            #expect(try reader.statistics().map(\.since) == [Instant(milliseconds: 5)])
        }
    }

    @Test("a dynamic code that was accepted is known until nobody could show it again, and for a day besides")
    func acceptedCodes() throws {
        let bench = try JournalBench()
        func code(_ number: UInt8, until: Int64) -> AcceptedCode {
            AcceptedCode(mark: [UInt8](repeating: number, count: 32), until: Instant(milliseconds: until))
        }
        try bench.running { writer, reader throws in
            #expect(
                writer.commit([.acceptedCode(code(1, until: 1_000)), .acceptedCode(code(2, until: 2_000))])
                    == .committed
            )
            #expect(try reader.snapshot().acceptedCodes == [code(1, until: 1_000), code(2, until: 2_000)])
            #expect(writer.commit([.acceptedCode(code(3, until: 86_401_500))]) == .committed)
        }
        try bench.running { _, reader throws in
            #expect(try reader.snapshot().acceptedCodes == [code(2, until: 2_000), code(3, until: 86_401_500)])
        }
    }

    @Test("the core's keys are kept until it withdraws them, and a salvaged journal asks for the whole list again")
    func memberKeys() throws {
        let bench = try JournalBench()
        let key = KeyMaterial([UInt8](repeating: 7, count: 20))
        let (first, second) = (
            MemberKey(scheme: "member", value: "6001", key: key), MemberKey(scheme: "staff", value: "42", key: key)
        )
        try bench.running { writer, reader throws in
            #expect(try reader.memberKeysVersion() == nil)
            #expect(writer.commit([.memberKeys([first, second], version: "3")]) == .committed)
            #expect(try reader.memberKeys() == [first, second])
            let withdrawn = MemberKey(scheme: "member", value: "6001", key: nil)
            #expect(writer.commit([.memberKeys([withdrawn], version: "4")]) == .committed)
        }
        try bench.running { _, reader throws in
            #expect(try reader.memberKeys() == [second])
            #expect(try reader.memberKeysVersion() == "4")
        }
        try DamageBench.breakRoot(of: "receipts_state", in: bench.path)
        try bench.open(epoch: "00000000000000bb").close()
        try bench.running { _, reader throws in
            #expect(try reader.memberKeys() == [second])
            #expect(try reader.memberKeysVersion() == "")
        }
    }

    @Test("after the disk failed the writer accepts nothing more")
    func failedDisk() throws {
        let bench = try JournalBench()
        try bench.running { writer, _ throws in
            #expect(writer.commit([bench.event(.pay)]) == .committed)
            // The writer's WAL turns into something that cannot be written: the disk fails under it.
            let broken = try DescriptorFault(path: bench.path + "-wal")
            defer { broken.end() }
            guard case .fatal = writer.commit([bench.event(.pay)]) else {
                Issue.record("a broken journal was written")
                return
            }
            guard case .fatal = writer.commit([bench.event(.member)]) else {
                Issue.record("the writer went on")
                return
            }
        }
    }

    @Test("what a printer can is kept under its serial number, and the newest word counts")
    func printerKnowledge() throws {
        let bench = try JournalBench()
        let printer = DeviceID(kind: .printer, topology: "/dev/ttyS0")
        let first = PrinterKnowledge(
            key: "A1",
            printer: printer,
            abilities: ["confirmation": "fence"],
            seen: Instant(milliseconds: 1)
        )
        let second = PrinterKnowledge(
            key: "A1",
            printer: DeviceID(kind: .printer, topology: "/dev/ttyS1"),
            abilities: ["confirmation": "process-id"],
            seen: Instant(milliseconds: 2)
        )
        try bench.running { writer, reader in
            #expect(writer.commit([.printerKnowledge(first)]) == .committed)
            #expect(writer.commit([.printerKnowledge(second)]) == .committed)
            let known = try reader.snapshot().printerKnowledge
            #expect(known == [second])
        }
    }
}
