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

    func run() -> SalvageReport {
        var report = SalvageReport()
        guard let old = try? Database(path: path, mode: .immutable) else {
            report.unreadable.append(DamagedRow(table: "file", key: path))
            return report
        }
        defer { old.close() }
        let acknowledged = EventStream.allCases.map { stream in
            let known = try? old.first(
                "SELECT acknowledged FROM streams WHERE stream = ?",
                [.integer(Int64(stream.index))]
            ) { $0.int64(0) }
            return (known ?? nil) ?? 0
        }
        let events = readEvents(old, after: acknowledged, &report)
        let operations = readRows(
            old,
            "operations",
            "SELECT id, body, checksum FROM operations WHERE id > ? ORDER BY id LIMIT 1",
            Operation.init(json:),
            &report
        )
        let jobs = readRows(
            old,
            "receipts",
            "SELECT id, body, checksum FROM receipts WHERE id > ? ORDER BY id LIMIT 1",
            ReceiptJob.init(json:),
            &report
        )
        let keys = readKeys(old, &report)
        let presentations =
            (try? old.rows("SELECT device, fingerprint, event, seen, gone FROM presentations") { row in
                presentation(row)
            }) ?? []
        let counters =
            (try? old.rows("SELECT device, next FROM printers") { row in
                DeviceID(row.text(0)).map { PrinterCounter(printer: $0, next: Int(row.int64(1))) }
            }) ?? []
        write(events, operations, jobs, keys, presentations, counters, &report)
        return report
    }

    private func write(
        _ events: [CounterEvent],
        _ operations: [Operation],
        _ jobs: [ReceiptJob],
        _ keys: [IdempotencyRecord],
        _ presentations: [Presentation],
        _ counters: [PrinterCounter],
        _ report: inout SalvageReport
    ) {
        var changes: [Change] = operations.map { .operation($0) }
        changes += jobs.map { .receiptJob($0) }
        changes += keys.map { .idempotency($0) }
        changes += presentations.map { .presentation($0) }
        // Ids sent before the damage may still come back from a printer: leave a gap.
        changes += counters.map { .printerCounter($0.printer, next: ($0.next + 100) % 10_000) }
        let heads = EventStream.allCases.map { store.heads[$0.index].sequence }
        var next = heads
        for event in events {
            next[event.stream.index] += 1
            changes.append(.event(event.renumbered(epoch: store.epoch, sequence: next[event.stream.index])))
        }
        let submission = JournalStore.Submission(changes: changes, mayUseReserve: true)
        guard (try? store.commit([submission]))?.first == .committed else {
            report.unreadable.append(DamagedRow(table: "file", key: path))
            return
        }
        report.events = events.count
        report.operations = operations.count
        report.receipts = jobs.count
        report.keys = keys.count
    }

    /// Walks the positions; a page that cannot be read is jumped over in growing strides.
    private func readEvents(_ old: Database, after acknowledged: [Int64], _ report: inout SalvageReport)
        -> [CounterEvent]
    {
        var found: [CounterEvent] = []
        let newest = (try? old.first("SELECT max(position) FROM events") { $0.int64(0) }) ?? nil
        var position: Int64 = 0
        var stride: Int64 = 1
        let last = newest ?? 1 << 20
        while position < last {
            do throws(SQLiteError) {
                let row = try old.first(
                    "SELECT position, body, previous, hash FROM events WHERE position > ? ORDER BY position LIMIT 1",
                    [.integer(position)]
                ) { (position: $0.int64(0), body: $0.blob(1), previous: $0.blob(2), hash: $0.blob(3)) }
                guard let row else {
                    break
                }
                position = row.position
                stride = 1
                guard RowHash.link(previous: row.previous, body: row.body) == row.hash,
                    let json = try? JSONReader.read(row.body), let event = CounterEvent(cloudEvent: json)
                else {
                    report.unreadable.append(DamagedRow(table: "events", key: String(row.position)))
                    continue
                }
                if event.sequence > acknowledged[event.stream.index] {
                    found.append(event)
                }
            } catch {
                report.unreadable.append(DamagedRow(table: "events", key: "after \(position)"))
                position += stride
                stride *= 2
            }
        }
        return found
    }

    private func readRows<Value>(
        _ old: Database,
        _ table: String,
        _ sql: String,
        _ make: (JSONValue) -> Value?,
        _ report: inout SalvageReport
    ) -> [Value] {
        var found: [Value] = []
        var key = ""
        while true {
            do throws(SQLiteError) {
                let row = try old.first(sql, [.text(key)]) { (id: $0.text(0), body: $0.blob(1), checksum: $0.blob(2)) }
                guard let row else {
                    return found
                }
                key = row.id
                if RowHash.checksum(row.body) == row.checksum, let json = try? JSONReader.read(row.body),
                    let value = make(json)
                {
                    found.append(value)
                } else {
                    report.unreadable.append(DamagedRow(table: table, key: row.id))
                }
            } catch {
                // Ids are ordered by time; without a readable page there is no next key to go on from.
                report.unreadable.append(DamagedRow(table: table, key: "after \(key)"))
                return found
            }
        }
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

    private func presentation(_ row: SQLiteRow) -> Presentation? {
        guard let device = DeviceID(row.text(0)), let event = EntityID(row.text(2)) else {
            return nil
        }
        return Presentation(
            device: device,
            fingerprint: row.text(1),
            event: event,
            seen: Instant(milliseconds: row.int64(3)),
            gone: row.optionalInt64(4).map(Instant.init(milliseconds:))
        )
    }
}
