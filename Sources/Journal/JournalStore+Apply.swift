import Counter
import Domain
import SQLite

extension JournalStore {
    /// Writes one change; runs inside the transaction's savepoint.
    func apply(_ change: Change) throws(JournalError) {
        do throws(SQLiteError) {
            switch change {
            case .event(let event):
                guard event.epoch == epoch, event.sequence == heads[event.stream.index].sequence + 1 else {
                    throw JournalStore.contradiction("event \(event.stream.rawValue) \(event.sequence) is not the next")
                }
                try append(event)
            case .operation(let operation):
                try put(operation)
            case .attempt(let operation, let number, let deadline):
                try database.run(
                    "INSERT OR REPLACE INTO attempts VALUES (?, ?, ?)",
                    [.text(operation.text), .integer(Int64(number)), .integer(deadline.milliseconds)]
                )
            case .receiptJob(let job):
                let body = JSONWriter.write(job.json)
                try database.run(
                    "INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?, ?)",
                    [
                        .text(job.id.text), .text(job.state.rawValue), .integer(job.updated.milliseconds), .blob(body),
                        .blob(RowHash.checksum(body)),
                    ]
                )
            case .idempotency(let record):
                try database.run(
                    "INSERT INTO keys VALUES (?, ?, ?, ?, ?)",
                    [
                        .text(record.till), .text(record.key), .blob(record.requestHash), .text(record.result.text),
                        .integer(record.created.milliseconds),
                    ]
                )
            case .presentation(let presentation):
                try database.run(
                    "INSERT OR REPLACE INTO presentations VALUES (?, ?, ?, ?, ?)",
                    [
                        .text(presentation.device.text), .text(presentation.fingerprint),
                        .text(presentation.event.text), .integer(presentation.seen.milliseconds),
                        SQLiteValue(presentation.gone?.milliseconds),
                    ]
                )
            case .staff(let staff):
                try database.run(
                    "INSERT OR REPLACE INTO staff VALUES (?, ?, ?, ?, ?, ?)",
                    [
                        .text(staff.lane.text), .text(staff.credential.scheme), .text(staff.credential.value),
                        .text(staff.credential.assurance.rawValue), .text(staff.event.text),
                        .integer(staff.since.milliseconds),
                    ]
                )
            case .acceptedCode(let code):
                try AcceptedCodeRow.add(code, to: database)
            case .acknowledged(let stream, let sequence):
                try acknowledge(stream, sequence)
            case .parked(let stream, let sequence, let code, let tombstone):
                // The first tombstone stays: it may be on its way already.
                try database.run(
                    "INSERT OR IGNORE INTO parked VALUES (?, ?, ?, ?, ?)",
                    [
                        .text(epoch), .integer(Int64(stream.index)), .integer(sequence), .text(code),
                        .text(tombstone.text),
                    ]
                )
            case .printerCounter(let printer, let next):
                try database.run(
                    "INSERT OR REPLACE INTO printers VALUES (?, ?)",
                    [.text(printer.text), .integer(Int64(next))]
                )
            case .printerKnowledge(let knowledge):
                try PrinterKnowledgeRow.put(knowledge, into: database)
            case .hotlist(let added, let removed, let version):
                try changeHotlist(added: added, removed: removed, version: version)
            case .memberKeys(let keys, let version):
                try MemberKeyRow.change(keys, version: version, in: database)
            case .statistic(let device, let name, let delta, let at):
                try database.run(
                    "INSERT INTO statistics VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value",
                    [.text(device.text), .text(name), .integer(delta), .integer(at.milliseconds)]
                )
            case .shift(let lane, let begun):
                try database.run(
                    "INSERT OR REPLACE INTO shifts VALUES (?, ?)",
                    [.text(lane.text), .integer(begun.milliseconds)]
                )
            case .paired(let till):
                try database.run(
                    "INSERT OR REPLACE INTO tills VALUES (?, ?, ?)",
                    [.text(till.name), .blob(till.tokenHash), .integer(till.paired.milliseconds)]
                )
            case .unpaired(let name):
                try database.run("DELETE FROM tills WHERE name = ?", [.text(name)])
            case .newEpoch(let fresh):
                try renew(epoch: fresh)
            }
        } catch {
            if error.extendedCode == JournalStore.contradictionCode {
                throw .refused(error.message)
            }
            throw .sqlite(error)
        }
    }

    /// No code of SQLite is negative.
    private static let contradictionCode: Int32 = -2

    private static func contradiction(_ message: String) -> SQLiteError {
        SQLiteError(extendedCode: contradictionCode, message: message, call: "apply")
    }

    func append(_ event: CounterEvent) throws(SQLiteError) {
        let index = event.stream.index
        let body = JSONWriter.write(event.cloudEvent)
        let previous = heads[index].hash
        let hash = RowHash.link(previous: previous, body: body)
        try database.run(
            "INSERT INTO events (epoch, stream, sequence, id, recorded, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(event.epoch), .integer(Int64(index)), .integer(event.sequence), .text(event.id.text),
                .integer(event.recordedTime.milliseconds), .blob(body), .blob(previous), .blob(hash),
            ]
        )
        appended.append(EventPage.Entry(position: database.lastInsertRowID, event: event, body: body))
        try database.run(
            "UPDATE streams SET head = ?, hash = ? WHERE stream = ?",
            [.integer(event.sequence), .blob(hash), .integer(Int64(index))]
        )
        heads[index].sequence = event.sequence
        heads[index].hash = hash
    }

    func put(_ operation: Operation) throws(SQLiteError) {
        let stored = try database.first(
            "SELECT state FROM operations WHERE id = ?",
            [.text(operation.id.text)]
        ) { Operation.State(rawValue: $0.text(0)) }
        if let stored, !OperationState.follows(stored, operation.state) {
            throw JournalStore.contradiction("operation \(operation.id) cannot go from \(stored) to \(operation.state)")
        }
        let body = JSONWriter.write(operation.json)
        try database.run(
            "INSERT OR REPLACE INTO operations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(operation.id.text), .text(operation.lane.text), .text(operation.kind.rawValue),
                .text(operation.state.rawValue), .integer(operation.state.isFinal ? 0 : 1),
                SQLiteValue(operation.request.original?.text), .integer(operation.request.amount.minor),
                .integer(operation.updated.milliseconds), .blob(body), .blob(RowHash.checksum(body)),
            ]
        )
    }

    private func acknowledge(_ stream: EventStream, _ sequence: Int64) throws(SQLiteError) {
        guard sequence <= heads[stream.index].sequence else {
            throw JournalStore.contradiction("acknowledgement \(sequence) is beyond the head of \(stream.rawValue)")
        }
        guard sequence > heads[stream.index].acknowledged else {
            return
        }
        try database.run(
            "UPDATE streams SET acknowledged = ? WHERE stream = ?",
            [.integer(sequence), .integer(Int64(stream.index))]
        )
        heads[stream.index].acknowledged = sequence
    }

    private func changeHotlist(
        added: [HotlistEntry],
        removed: [HotlistEntry],
        version: String
    ) throws(SQLiteError) {
        for entry in removed {
            try database.run(
                "DELETE FROM hotlist WHERE scheme = ? AND value = ?",
                [.text(entry.scheme), .text(entry.value)]
            )
        }
        for entry in added {
            try database.run(
                "INSERT OR REPLACE INTO hotlist VALUES (?, ?, ?)",
                [.text(entry.scheme), .text(entry.value), .text(entry.reason)]
            )
        }
        try database.run("INSERT OR REPLACE INTO meta VALUES ('hotlist', ?)", [.text(version)])
    }

    /// Unacknowledged rows of the old epoch are appended again under the new one, so that nothing waits for ever.
    private func renew(epoch fresh: String) throws(SQLiteError) {
        var waiting: [CounterEvent] = []
        for stream in EventStream.allCases {
            waiting += try database.rows(
                "SELECT body, previous, hash FROM events WHERE epoch = ? AND stream = ? AND sequence > ? ORDER BY sequence",
                [.text(epoch), .integer(Int64(stream.index)), .integer(heads[stream.index].acknowledged)]
            ) { row in
                let body = row.blob(0)
                guard RowHash.link(previous: row.blob(1), body: body) == row.blob(2),
                    let json = try? JSONReader.read(body)
                else {
                    return nil
                }
                return CounterEvent(cloudEvent: json)
            }
        }
        try begin(epoch: fresh)
        heads = EventStream.allCases.map { _ in StreamHead(sequence: 0, hash: RowHash.genesis, acknowledged: 0) }
        var moved: [Int64: Int64] = [:]
        for event in waiting {
            let sequence = heads[event.stream.index].sequence + 1
            if event.stream == .pay {
                moved[event.sequence] = sequence
            }
            try append(event.renumbered(epoch: fresh, sequence: sequence))
        }
        try resettle(moved)
    }

    /// Open operations wait for an event by its sequence, which is another one in the new epoch; nil when the event was lost, so
    /// that the rules append it again.
    private func resettle(_ moved: [Int64: Int64]) throws(SQLiteError) {
        let open = try database.rows("SELECT body, checksum FROM operations WHERE open = 1") { row -> Operation? in
            let body = row.blob(0)
            guard RowHash.checksum(body) == row.blob(1), let json = try? JSONReader.read(body) else {
                return nil
            }
            return Operation(json: json)
        }
        for var operation in open {
            guard let settling = operation.settlingSequence else {
                continue
            }
            operation.settlingSequence = moved[settling]
            try put(operation)
        }
    }
}
