import Commands
import Domain

/// Receipt jobs and their paper from the command line.
enum ReceiptCommands {
    /// The ends after which a copy is offered: nobody knows, or nothing came.
    private static let offered = ["unknown", "failed", "expired"]

    static func receipt(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        switch words.takeWord() {
        case "list", nil:
            let state = try words.takeOption("--state").map { "?state=" + Path.escape($0) } ?? ""
            try words.finish()
            show(try session.call("GET", "/v1/receipts" + state), session)
        case "offered": return try offered(&words, session)
        case "show":
            let id = try identifier(&words)
            try words.finish()
            if session.json {
                session.show(try session.call("GET", "/v1/receipts/" + id)) { _ in "" }
            } else {
                let paper = try session.bytes("GET", "/v1/receipts/\(id)/preview.txt")
                session.output.line(String(decoding: paper, as: UTF8.self))
            }
        case "reprint":
            let id = try identifier(&words)
            let key = try words.takeOption("--key") ?? Key.fresh()
            try words.finish()
            session.show(
                try session.call("POST", "/v1/receipts/\(id)/reprint", body: [:], key: key),
                Report.receipt
            )
        case "cancel":
            let id = try identifier(&words)
            try words.finish()
            session.show(try session.call("POST", "/v1/receipts/\(id)/cancel", body: [:]), Report.receipt)
        case "preview": return try PreviewCommand.preview(&words, session)
        case let other?:
            throw .unknown(
                "receipt command",
                other,
                among: ["list", "offered", "show", "reprint", "cancel", "preview"]
            )
        }
        return .done
    }

    /// Receipts that ended without paper, or nobody knows how, and have no copy yet: somebody has to look at the paper.
    private static func offered(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try words.finish()
        // A copy that came to nothing, too, leaves the first paper to be looked after.
        let copied = Report.list(try session.call("GET", "/v1/receipts?limit=1000"), "receipts")
            .filter { ["queued", "printing", "printed"].contains($0["state"]) }.compactMap { $0["copyOf"]?.stringValue }
        var rows: [JSONValue] = []
        for state in offered {
            rows += Report.list(try session.call("GET", "/v1/receipts?state=\(state)"), "receipts").filter { job in
                !copied.contains(job["id"]?.stringValue ?? "") && job["copyOf"] == nil
            }
        }
        show(["receipts": .array(rows)], session)
        if !rows.isEmpty, !session.json {
            session.output.line(
                "Look at the paper first; what is missing: countertop receipt reprint ID. 请先查看纸张，缺失时用 countertop receipt reprint 编号 补打。"
            )
        }
        return .done
    }

    private static func show(_ value: JSONValue, _ session: Session) {
        session.show(value) { value in
            let rows = Report.list(value, "receipts").map(Report.receipt)
            return rows.isEmpty ? "No receipts. 无小票。" : rows.joined(separator: "\n")
        }
    }

    private static func identifier(_ words: inout Arguments) throws(CommandFailure) -> String {
        Path.escape(try words.requireWord("The receipt's id"))
    }
}
