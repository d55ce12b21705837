import Counter
import Domain
import SQLite

/// Brings over what can be read of a damaged journal, key range by key range, each row checked against its hash.
struct JournalSalvage {
    private let path: String
    private let store: JournalStore

    init(from path: String, into store: JournalStore) {
        self.path = path
        self.store = store
    }

    /// Throws only what goes wrong with the new journal; what cannot be read of the old one is in the report.
    func run() throws(SQLiteError) -> SalvageReport {
        var report = SalvageReport()
        try store.database.checkpoint(truncate: true)
        // With its WAL where that can be read: the newest commits are there. Else the file as it stands, at last without its header.
        var repair: HeaderRepair?
        defer { repair?.remove() }
        var opened = open(path, [.readOnly, .immutable])
        if opened == nil {
            repair = HeaderRepair(of: path, like: store.path, at: path + ".repair")
            opened = repair.flatMap { open($0.path, [.immutable]) }
        }
        guard let old = opened else {
            report.unreadable.append(DamagedRow(table: "file", key: path))
            return report
        }
        defer { old.close() }
        let (events, moved) = renumbered(readEvents(old, &report))
        var operations = readRows(old, "operations", open: "open = 1", Operation.init(json:), &report)
        for index in operations.indices where !operations[index].state.isFinal {
            // Without its event the rules append it again.
            operations[index].settlingSequence = operations[index].settlingSequence.flatMap { moved[$0] }
        }
        let jobs = readRows(old, "receipts", open: "state IN ('queued', 'printing')", ReceiptJob.init(json:), &report)
        let keys = readKeys(old, &report)
        try write(
            [
                ("events", events.map { .event($0) }), ("operations", operations.map { .operation($0) }),
                ("receipts", jobs.map { .receiptJob($0) }), ("keys", keys.map { .idempotency($0) }),
                ("presentations", readPresentations(old)),
                ("staff", ((try? StaffRow.all(old)) ?? []).map { .staff($0) }),
                ("codes", ((try? AcceptedCodeRow.all(old)) ?? []).map { .acceptedCode($0) }),
                ("printers", readCounters(old)),
                ("hotlist", readHotlist(old)), ("member_keys", readMemberKeys(old)),
                ("statistics", readStatistics(old)), ("shifts", readShifts(old)),
                ("tills", ((try? PairedTillRow.all(old)) ?? []).map { .paired($0) }),
            ],
            &report
        )
        report.events = events.count
        report.operations = operations.count
        report.receipts = jobs.count
        report.keys = keys.count
        return report
    }

    /// The first way in which the schema can be read.
    private func open(_ path: String, _ modes: [Database.Mode]) -> Database? {
        for mode in modes {
            guard let old = try? Database(path: path, mode: mode) else {
                continue
            }
            if (try? old.first("SELECT count(*) FROM sqlite_master") { $0.int64(0) }) != nil {
                return old
            }
            old.close()
        }
        return nil
    }

    /// Each part is a transaction of its own in one commit: one that the new journal refuses does not take the others along.
    private func write(_ parts: [(table: String, changes: [Change])], _ report: inout SalvageReport) throws(SQLiteError)
    {
        let results = try store.commit(parts.map { JournalTransaction(changes: $0.changes) })
        for (part, result) in zip(parts, results) where result != .committed {
            report.unreadable.append(DamagedRow(table: part.table, key: "all"))
        }
    }

    /// The events under the new epoch, and where those of the pay stream went.
    private func renumbered(_ events: [CounterEvent]) -> ([CounterEvent], [Int64: Int64]) {
        var next = EventStream.allCases.map { store.heads[$0.index].sequence }
        var moved: [Int64: Int64] = [:]
        let fresh = events.map { event in
            next[event.stream.index] += 1
            if event.stream == .pay {
                moved[event.sequence] = next[event.stream.index]
            }
            return event.renumbered(epoch: store.epoch, sequence: next[event.stream.index])
        }
        return (fresh, moved)
    }

    // MARK: reading

    /// The undelivered events of the old file's epoch, position by position.
    private func readEvents(_ old: Database, _ report: inout SalvageReport) -> [CounterEvent] {
        let acknowledged = EventStream.allCases.map { stream in
            let known = try? old.first(
                "SELECT acknowledged FROM streams WHERE stream = ?",
                [.integer(Int64(stream.index))]
            ) { $0.int64(0) }
            return (known ?? nil) ?? 0
        }
        var found: [CounterEvent] = []
        var walk = KeyWalk()
        while let after = walk.next {
            do throws(SQLiteError) {
                let row = try old.first(
                    "SELECT position, body, previous, hash FROM events WHERE position > ? ORDER BY position LIMIT 1",
                    [.integer(after)]
                ) { (position: $0.int64(0), body: $0.blob(1), previous: $0.blob(2), hash: $0.blob(3)) }
                guard walk.found(row?.position), let row else {
                    continue
                }
                guard RowHash.link(previous: row.previous, body: row.body) == row.hash,
                    let json = try? JSONReader.read(row.body), let event = CounterEvent(cloudEvent: json)
                else {
                    report.unreadable.append(DamagedRow(table: "events", key: String(row.position)))
                    continue
                }
                found.append(event)
            } catch {
                walk.failed()
            }
        }
        report.unreadable += walk.gaps.map { DamagedRow(table: "events", key: "\($0.lowerBound)…\($0.upperBound)") }
        let known = try? old.first("SELECT value FROM meta WHERE key = 'epoch'") { $0.text(0) }
        // What belongs to earlier epochs was acknowledged or appended again.
        let epoch = (known ?? nil) ?? found.last?.epoch
        return found.filter { $0.epoch == epoch && $0.sequence > acknowledged[$0.stream.index] }
    }

    /// Rows of a table by their ids: from the oldest up and from the newest down to what cannot be read, then those still open, which
    /// an index names.
    private func readRows<Value>(
        _ old: Database,
        _ table: String,
        open condition: String,
        _ make: (JSONValue) -> Value?,
        _ report: inout SalvageReport
    ) -> [Value] {
        let columns = "SELECT id, body, checksum FROM \(table) WHERE"
        var bodies: [String: (body: [UInt8], checksum: [UInt8])] = [:]
        func look(_ sql: String, _ key: String) throws(SQLiteError) -> String? {
            try old.first(sql, [.text(key)]) { row in
                bodies[row.text(0)] = (row.blob(1), row.blob(2))
                return row.text(0)
            }
        }
        for (sql, start) in [
            (columns + " id > ? ORDER BY id LIMIT 1", ""), (columns + " id < ? ORDER BY id DESC LIMIT 1", "~"),
        ] {
            var key: String? = start
            do throws(SQLiteError) {
                while let last = key {
                    let known = bodies.count
                    key = try look(sql, last)
                    if start == "~", bodies.count == known {
                        // The other direction has been here.
                        break
                    }
                }
                if start.isEmpty {
                    break
                }
            } catch {
                report.unreadable.append(
                    DamagedRow(table: table, key: (start.isEmpty ? "after " : "before ") + (key ?? ""))
                )
            }
        }
        let open = try? old.rows("SELECT id FROM \(table) WHERE \(condition)") { $0.text(0) }
        for id in open ?? [] where bodies[id] == nil {
            _ = try? look(columns + " id = ?", id)
        }
        var found: [Value] = []
        for (id, row) in bodies.sorted(by: { $0.key < $1.key }) {
            if RowHash.checksum(row.body) == row.checksum, let json = try? JSONReader.read(row.body),
                let value = make(json)
            {
                found.append(value)
            } else {
                report.unreadable.append(DamagedRow(table: table, key: id))
            }
        }
        return found
    }

    private func readKeys(_ old: Database, _ report: inout SalvageReport) -> [IdempotencyRecord] {
        do throws(SQLiteError) {
            return try old.rows("SELECT till, key, hash, result, created FROM keys") { row in
                EntityID(row.text(3)).map { result in
                    IdempotencyRecord(
                        till: row.text(0),
                        key: row.text(1),
                        requestHash: row.blob(2),
                        result: result,
                        created: Instant(milliseconds: row.int64(4))
                    )
                }
            }
        } catch {
            report.unreadable.append(DamagedRow(table: "keys", key: "all"))
            return []
        }
    }

    private func readPresentations(_ old: Database) -> [Change] {
        let rows = try? old.rows("SELECT device, fingerprint, event, seen, gone FROM presentations") { row -> Change? in
            guard let device = DeviceID(row.text(0)), let event = EntityID(row.text(2)) else {
                return nil
            }
            return .presentation(
                Presentation(
                    device: device,
                    fingerprint: row.text(1),
                    event: event,
                    seen: Instant(milliseconds: row.int64(3)),
                    gone: row.optionalInt64(4).map(Instant.init(milliseconds:))
                )
            )
        }
        return rows ?? []
    }

    /// Ids sent before the damage may still come back from a printer: leave a gap.
    private func readCounters(_ old: Database) -> [Change] {
        let rows = try? old.rows("SELECT device, next FROM printers") { row -> Change? in
            DeviceID(row.text(0)).map {
                .printerCounter($0, next: Int(truncatingIfNeeded: row.int64(1) % 10_000 + 10_100) % 10_000)
            }
        }
        return rows ?? []
    }

    private func readStatistics(_ old: Database) -> [Change] {
        let rows = try? old.rows("SELECT device, name, value, since FROM statistics WHERE since IS NOT NULL") {
            row -> Change? in
            DeviceID(row.text(0)).map {
                .statistic($0, name: row.text(1), delta: row.int64(2), at: Instant(milliseconds: row.int64(3)))
            }
        }
        return rows ?? []
    }

    private func readShifts(_ old: Database) -> [Change] {
        let rows = try? old.rows("SELECT lane, begun FROM shifts") { row -> Change? in
            LaneName(row.text(0)).map { .shift($0, begun: Instant(milliseconds: row.int64(1))) }
        }
        return rows ?? []
    }

    /// Lost cards stay refused while the core is away; without the version the core sends its whole list again.
    /// The core is asked for the whole list again, because some of it may be lost.
    private func readMemberKeys(_ old: Database) -> [Change] {
        let keys = (try? MemberKeyRow.all(old)) ?? []
        return keys.isEmpty ? [] : [.memberKeys(keys, version: "")]
    }

    private func readHotlist(_ old: Database) -> [Change] {
        let rows = try? old.rows("SELECT scheme, value, reason FROM hotlist") { row in
            HotlistEntry(scheme: row.text(0), value: row.text(1), reason: row.text(2))
        }
        return rows.map { $0.isEmpty ? [] : [.hotlist(added: $0, removed: [], version: "")] } ?? []
    }
}
