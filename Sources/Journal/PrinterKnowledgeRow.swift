import Counter
import Domain
import SQLite

/// What printers were found to be able to, one row for each printer.
enum PrinterKnowledgeRow {
    static func put(_ knowledge: PrinterKnowledge, into database: Database) throws(SQLiteError) {
        try database.run(
            "INSERT OR REPLACE INTO printer_knowledge VALUES (?, ?, ?, ?)",
            [
                .text(knowledge.key), .text(knowledge.printer.text), .integer(knowledge.seen.milliseconds),
                .blob(JSONWriter.write(knowledge.abilities)),
            ]
        )
    }

    /// In the order of keys; what cannot be read is found out again.
    static func all(_ database: Database) throws(SQLiteError) -> [PrinterKnowledge] {
        try database.rows("SELECT key, printer, seen, abilities FROM printer_knowledge ORDER BY key") { row in
            guard let printer = DeviceID(row.text(1)), let abilities = try? JSONReader.read(row.blob(3)) else {
                return nil
            }
            return PrinterKnowledge(
                key: row.text(0),
                printer: printer,
                abilities: abilities,
                seen: Instant(milliseconds: row.int64(2))
            )
        }
    }
}
