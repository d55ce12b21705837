import Domain
import SQLite

extension CoreBooks {
    enum BatchAnswer: Sendable, Hashable {
        case acknowledged(Int64)
        case expected(Int64)
        case conflict(Int64)
        case rejected(acknowledged: Int64, sequence: Int64, code: String)
        case malformed(String)
    }

    /// Applies a batch of one stream: each event's effect and the stream's position are one transaction.
    func receive(_ events: [JSONValue], refusing: Set<Int64> = []) throws(SQLiteError) -> BatchAnswer {
        guard let first = events.first.flatMap(CounterEvent.init(cloudEvent:)) else {
            return .malformed("no event of this source can be read")
        }
        let stream = first.stream
        return try locked { database throws(SQLiteError) in
            var last = try position(of: first, in: database)
            for json in events {
                guard let event = CounterEvent(cloudEvent: json), event.stream == stream, event.epoch == first.epoch
                else {
                    return .malformed("a batch holds events of one stream and epoch")
                }
                if event.sequence <= last {
                    let known = try database.first(
                        "SELECT id FROM events WHERE source = ? AND epoch = ? AND stream = ? AND sequence = ?",
                        [.text(source(event)), .text(event.epoch), .text(stream.rawValue), .integer(event.sequence)]
                    ) { $0.text(0) }
                    guard known == event.id.text else {
                        return .conflict(event.sequence)
                    }
                    _ = try CoreBooks.count("duplicates", in: database)
                    continue
                }
                guard event.sequence == last + 1 else {
                    return .expected(last + 1)
                }
                if refusing.contains(event.sequence), event.type != EventType.tombstone {
                    return .rejected(acknowledged: last, sequence: event.sequence, code: "refused-by-test")
                }
                if let code = try apply(event, in: database) {
                    return .rejected(acknowledged: last, sequence: event.sequence, code: code)
                }
                try keep(event, body: json, in: database)
                last = event.sequence
            }
            return .acknowledged(last)
        }
    }

    private func source(_ event: CounterEvent) -> String { CounterEvent.source(station: event.station) }

    private func position(of event: CounterEvent, in database: Database) throws(SQLiteError) -> Int64 {
        try database.run(
            "INSERT OR REPLACE INTO sources VALUES (?, ?)",
            [.text(source(event)), .text(event.epoch)]
        )
        return try database.first(
            "SELECT sequence FROM streams WHERE source = ? AND epoch = ? AND stream = ?",
            [.text(source(event)), .text(event.epoch), .text(event.stream.rawValue)]
        ) { $0.int64(0) } ?? 0
    }

    private func keep(_ event: CounterEvent, body: JSONValue, in database: Database) throws(SQLiteError) {
        try database.run(
            "INSERT INTO events (source, epoch, stream, sequence, id, type, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(source(event)), .text(event.epoch), .text(event.stream.rawValue), .integer(event.sequence),
                .text(event.id.text), .text(event.type), .blob(JSONWriter.write(body)),
            ]
        )
        try database.run(
            "INSERT OR REPLACE INTO streams VALUES (?, ?, ?, ?, ?)",
            [
                .text(source(event)), .text(event.epoch), .text(event.stream.rawValue), .integer(event.sequence),
                .text(event.id.text),
            ]
        )
    }

    /// Reversals and sales accepted offline have effects; everything else is a report. A code when the event is refused.
    private func apply(_ event: CounterEvent, in database: Database) throws(SQLiteError) -> String? {
        guard event.stream == .pay, let operation = event.data["operation"]?.stringValue else {
            return nil
        }
        if event.type.hasSuffix(".reversal.v1") {
            try reverse(operation, in: database)
        } else if event.type.hasSuffix(".offline.v1") {
            return try settleOffline(event, operation: operation, in: database)
        }
        return nil
    }

    /// The goods are gone: a sale accepted offline is booked even when it leaves the account below zero; only whose account that is
    /// must be known.
    private func settleOffline(
        _ event: CounterEvent,
        operation: String,
        in database: Database
    ) throws(SQLiteError) -> String? {
        let known = try database.first("SELECT id FROM operations WHERE id = ?", [.text(operation)]) { $0.text(0) }
        guard known == nil else {
            return nil
        }
        guard let member = try holder(of: event.data["credential"], in: database).member else {
            return "unknown-member"
        }
        var request = event.data["request"]?.objectValue ?? JSONObject()
        request["id"] = .string(operation)
        request["source"] = .string(source(event))
        request["kind"] = "sale"
        guard CoreBooks.isSound(.object(request)) else {
            return "invalid-amount"
        }
        let solvent = CoreMember(
            id: member.id,
            name: member.name,
            tier: member.tier,
            balance: .max / 2,
            points: .max / 2
        )
        var verdict = try sell(
            .object(request),
            amount: request["amount"]?.intValue ?? 0,
            to: solvent,
            in: database
        )
        guard verdict.approved else {
            return verdict.reason
        }
        verdict.member = member
        _ = try record(verdict, request: .object(request), body: [], in: database)
        return nil
    }

    /// The epoch last seen of a source and where its streams stand.
    func streams(source: String) throws(SQLiteError) -> JSONValue {
        try locked { database throws(SQLiteError) in
            let epoch = try database.first("SELECT epoch FROM sources WHERE source = ?", [.text(source)]) { $0.text(0) }
            var streams = JSONObject()
            for stream in EventStream.allCases {
                let row = try database.first(
                    "SELECT sequence, id FROM streams WHERE source = ? AND epoch = ? AND stream = ?",
                    [.text(source), .text(epoch ?? ""), .text(stream.rawValue)]
                ) { (sequence: $0.int64(0), id: $0.text(1)) }
                streams[stream.rawValue] = [
                    "acknowledged": .integer(row?.sequence ?? 0), "id": row.map { .string($0.id) } ?? .null,
                ]
            }
            return ["epoch": epoch.map { .string($0) } ?? .null, "streams": .object(streams)]
        }
    }

    /// Cards that are lost or stopped, and those no longer so, since version `after`.
    func hotlist(after: Int64) throws(SQLiteError) -> JSONValue {
        try locked { database throws(SQLiteError) in
            // In parts: the station asks again at once while the version moves on.
            let rows = try database.rows(
                "SELECT scheme, value, state, changed FROM cards WHERE changed > ? ORDER BY changed LIMIT 1000",
                [.integer(after)]
            ) { (scheme: $0.text(0), value: $0.text(1), state: $0.text(2), changed: $0.int64(3)) }
            var added: [JSONValue] = []
            var removed: [JSONValue] = []
            for row in rows {
                let entry: JSONValue = [
                    "scheme": .string(row.scheme), "value": .string(row.value),
                    "reason": .string(row.state == "lost" ? "lost" : "stopped"),
                ]
                if row.state == "issued" {
                    removed.append(entry)
                } else {
                    added.append(entry)
                }
            }
            let version = rows.last?.changed ?? after
            return ["version": .string(String(version)), "added": .array(added), "removed": .array(removed)]
        }
    }
}
