import Counter
import Domain
import SQLite
import Synchronization

/// The journal's reading connection: sees committed rows only; its calls are serialised by a lock and may block on the disk.
public final class JournalReader: JournalReading {
    /// The connection is used under `lock` only.
    private nonisolated(unsafe) let database: Database
    private let suspicion: JournalSuspicion
    private let lock = Mutex(())
    private let damagedRows = Mutex<[DamagedRow]>([])
    private let tail: JournalTail?

    /// - Parameter tail: the newest events of the writer in this process, for those who follow them.
    public init(path: String, tail: JournalTail? = nil) throws(JournalError) {
        suspicion = JournalSuspicion(journal: path)
        self.tail = tail
        do throws(SQLiteError) {
            database = try Database(path: path, mode: .readOnly)
        } catch {
            throw .sqlite(error)
        }
    }

    public func close() {
        lock.withLock { _ in database.close() }
    }

    /// Rows found damaged since the start.
    public var damaged: [DamagedRow] { damagedRows.withLock { $0 } }

    func read<Result>(_ body: (Database) throws(SQLiteError) -> Result) throws(Problem) -> Result {
        do throws(SQLiteError) {
            return try lock.withLock { _ throws(SQLiteError) in try body(database) }
        } catch {
            if error.isCorrupt {
                suspicion.raise()
            }
            throw JournalError.sqlite(error).problem
        }
    }

    private func note(_ row: DamagedRow) {
        damagedRows.withLock { rows in
            if rows.count < 1000, !rows.contains(row) {
                rows.append(row)
            }
        }
    }

    // MARK: rows to values

    private func event(_ row: SQLiteRow, position: Int64, from column: Int) -> CounterEvent? {
        let body = row.blob(column)
        guard RowHash.link(previous: row.blob(column + 1), body: body) == row.blob(column + 2),
            let json = try? JSONReader.read(body), let event = CounterEvent(cloudEvent: json)
        else {
            note(DamagedRow(table: "events", key: String(position)))
            return nil
        }
        return event
    }

    func guarded<Value>(_ table: String, _ row: SQLiteRow, _ make: (JSONValue) -> Value?) -> Value? {
        let body = row.blob(1)
        guard RowHash.checksum(body) == row.blob(2), let json = try? JSONReader.read(body), let value = make(json)
        else {
            note(DamagedRow(table: table, key: row.text(0)))
            return nil
        }
        return value
    }

    private static func epoch(_ database: Database) throws(SQLiteError) -> String {
        try database.first("SELECT value FROM meta WHERE key = 'epoch'") { $0.text(0) } ?? ""
    }

    private static func pruned(_ database: Database) throws(SQLiteError) -> Int64 {
        try database.first("SELECT value FROM meta WHERE key = 'pruned'") { Int64($0.text(0)) } ?? 0
    }

    // MARK: events

    public func oldestCursor() throws(Problem) -> EventCursor {
        try read { database throws(SQLiteError) in
            EventCursor(epoch: try Self.epoch(database), position: try Self.pruned(database))
        }
    }

    public func newestCursor() throws(Problem) -> EventCursor {
        try read { database throws(SQLiteError) in
            let newest = try database.first("SELECT max(position) FROM events") { $0.int64(0) } ?? 0
            return EventCursor(epoch: try Self.epoch(database), position: max(newest, try Self.pruned(database)))
        }
    }

    public func events(after cursor: EventCursor, filter: EventFilter, limit: Int) throws(Problem) -> EventPage {
        let (page, oldest) = try read { database throws(SQLiteError) in
            var entries: [EventPage.Entry] = []
            var position = cursor.position
            // A filter may leave out most rows; a page looks at a bounded number of them.
            let looked = max(limit, 1) * 20
            var count = 0
            var more = false
            let statement = try database.statement(
                "SELECT position, body, previous, hash FROM events WHERE position > ? ORDER BY position LIMIT ?"
            )
            defer { statement.reset() }
            try statement.bind([.integer(cursor.position), .integer(Int64(looked) + 1)])
            while let row = try statement.step() {
                guard entries.count < limit, count < looked else {
                    more = true
                    break
                }
                count += 1
                position = row.int64(0)
                if let event = event(row, position: position, from: 1), filter.admits(event) {
                    entries.append(EventPage.Entry(position: position, event: event, body: row.blob(1)))
                }
            }
            // Asked for after the rows: what was pruned meanwhile is not taken for never having been there.
            let oldest = EventCursor(epoch: try Self.epoch(database), position: try Self.pruned(database))
            let next = EventCursor(epoch: cursor.epoch, position: position)
            return (EventPage(entries: entries, next: next, more: more), oldest)
        }
        guard cursor.epoch == oldest.epoch, cursor.position >= oldest.position else {
            throw Problem("events-gone", detail: "the oldest cursor is \(oldest)", oldest: oldest)
        }
        return page
    }

    public func newestEvents(after cursor: EventCursor, filter: EventFilter, limit: Int) -> EventPage? {
        tail?.page(after: cursor, filter: filter, limit: limit)
    }

    public func event(_ id: EntityID) throws(Problem) -> CounterEvent? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT position, body, previous, hash FROM events WHERE id = ? ORDER BY position DESC",
                [.text(id.text)]
            ) { self.event($0, position: $0.int64(0), from: 1) }
        }
    }

    public func eventID(stream: EventStream, sequence: Int64) throws(Problem) -> EntityID? {
        try read { database throws(SQLiteError) in
            let epoch = try Self.epoch(database)
            let parked = try database.first(
                "SELECT tombstone FROM parked WHERE epoch = ? AND stream = ? AND sequence = ?",
                [.text(epoch), .integer(Int64(stream.index)), .integer(sequence)]
            ) { EntityID($0.text(0)) }
            if let parked {
                return parked
            }
            return try database.first(
                "SELECT id FROM events WHERE epoch = ? AND stream = ? AND sequence = ?",
                [.text(epoch), .integer(Int64(stream.index)), .integer(sequence)]
            ) { EntityID($0.text(0)) }
        }
    }

    public func batch(
        stream: EventStream,
        after sequence: Int64,
        limit: Int,
        bytes: Int
    ) throws(Problem) -> DeliveryBatch? {
        try read { database throws(SQLiteError) in
            let epoch = try Self.epoch(database)
            var events: [CounterEvent] = []
            var size = 0
            let statement = try database.statement(
                """
                SELECT e.position, e.body, e.previous, e.hash, e.sequence, e.id, e.recorded, p.code, p.tombstone
                FROM events e LEFT JOIN parked p ON p.epoch = e.epoch AND p.stream = e.stream AND p.sequence = e.sequence
                WHERE e.epoch = ? AND e.stream = ? AND e.sequence > ? ORDER BY e.sequence LIMIT ?
                """
            )
            defer { statement.reset() }
            try statement.bind([
                .text(epoch), .integer(Int64(stream.index)), .integer(sequence), .integer(Int64(limit)),
            ])
            while let row = try statement.step() {
                size += row.blob(1).count + 2
                guard events.isEmpty || size <= bytes else {
                    break
                }
                let stored = event(row, position: row.int64(0), from: 1)
                if let stored, row.isNull(7) {
                    events.append(stored)
                } else {
                    events.append(Self.tombstone(row, for: stored, epoch: epoch, stream: stream))
                }
            }
            return events.isEmpty ? nil : DeliveryBatch(epoch: epoch, stream: stream, events: events)
        }
    }

    /// What goes out in place of a parked or damaged row, so that the sequence stays contiguous.
    private static func tombstone(
        _ row: SQLiteRow,
        for event: CounterEvent?,
        epoch: String,
        stream: EventStream
    ) -> CounterEvent {
        let recorded = Instant(milliseconds: row.int64(6))
        let fallback = EntityID(time: recorded, random: [])
        return CounterEvent(
            id: EntityID(row.text(8)) ?? EntityID(row.text(5)) ?? fallback,
            type: EventType.tombstone,
            stream: stream,
            epoch: epoch,
            sequence: row.int64(4),
            station: event?.station ?? "unknown",
            lane: event?.lane,
            device: event?.device,
            time: recorded,
            recordedTime: recorded,
            data: ["code": .string(row.optionalText(7) ?? "damaged"), "event": .string(row.text(5))]
        )
    }

    // MARK: snapshot

    public func hotlistVersion() throws(Problem) -> String? {
        try read { database throws(SQLiteError) in try Self.hotlistVersion(database) }
    }

    public func memberKeysVersion() throws(Problem) -> String? {
        try read { database throws(SQLiteError) in try MemberKeyRow.version(database) }
    }

    /// The keys of member codes and badges; for whoever proves codes, and nobody else.
    public func memberKeys() throws(Problem) -> [MemberKey] {
        try read { database throws(SQLiteError) in try MemberKeyRow.all(database) }
    }

    private static func hotlistVersion(_ database: Database) throws(SQLiteError) -> String? {
        try database.first("SELECT value FROM meta WHERE key = 'hotlist'") { $0.text(0) }
    }

    public func snapshot() throws(Problem) -> Snapshot {
        try read { database throws(SQLiteError) in
            var snapshot = Snapshot(epoch: try Self.epoch(database))
            for stream in EventStream.allCases {
                let state = try database.first(
                    "SELECT head, acknowledged FROM streams WHERE stream = ?",
                    [.integer(Int64(stream.index))]
                ) { StreamState(stream: stream, head: $0.int64(0), acknowledged: $0.int64(1)) }
                if let state {
                    snapshot.streams[stream.index] = state
                }
            }
            snapshot.openOperations = try openOperations(in: database)
            snapshot.openJobs = try database.rows(
                "SELECT id, body, checksum FROM receipts WHERE state IN ('printing', 'queued') ORDER BY id"
            ) { self.guarded("receipts", $0, ReceiptJob.init(json:)) }
            snapshot.presentations = try database.rows(
                "SELECT device, fingerprint, event, seen, gone FROM presentations ORDER BY device"
            ) { row in
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
            snapshot.staff = try StaffRow.all(database)
            snapshot.acceptedCodes = try AcceptedCodeRow.all(database)
            snapshot.printerCounters = try database.rows("SELECT device, next FROM printers ORDER BY device") { row in
                DeviceID(row.text(0)).map { PrinterCounter(printer: $0, next: Int(row.int64(1))) }
            }
            snapshot.printerKnowledge = try PrinterKnowledgeRow.all(database)
            snapshot.hotlist = try database.rows("SELECT scheme, value, reason FROM hotlist") { row in
                HotlistEntry(scheme: row.text(0), value: row.text(1), reason: row.text(2))
            }
            snapshot.hotlistVersion = try Self.hotlistVersion(database)
            // A clock that was wrong for a while has left earlier times behind the latest.
            let newest = try database.first(
                "SELECT max(recorded) FROM (SELECT recorded FROM events ORDER BY position DESC LIMIT 1000)"
            ) { $0.int64(0) }
            snapshot.newestTime = Instant(milliseconds: newest ?? 0)
            return snapshot
        }
    }
}
