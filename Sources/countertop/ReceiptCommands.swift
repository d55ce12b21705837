import Domain

/// Receipt jobs and their paper from the command line.
enum ReceiptCommands {
    static func receipt(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        switch words.takeWord() {
        case "list", nil:
            let state = words.takeOption("--state").map { "?state=" + Path.escape($0) } ?? ""
            try words.finish()
            session.show(try session.call("GET", "/v1/receipts" + state)) { value in
                let rows = Report.list(value, "receipts").map(Report.receipt)
                return rows.isEmpty ? "No receipts. 无小票。" : rows.joined(separator: "\n")
            }
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
            let key = words.takeOption("--key") ?? Key.fresh()
            try words.finish()
            session.show(
                try session.call("POST", "/v1/receipts/\(id)/reprint", body: [:], key: key),
                Report.receipt
            )
        case "preview": return try PreviewCommand.preview(&words, session)
        case let other?:
            throw .usage("“\(other)” is none of list, show, reprint, preview.")
        }
        return .done
    }

    private static func identifier(_ words: inout Arguments) throws(CommandFailure) -> String {
        guard let id = words.takeWord() else {
            throw .usage("The receipt's id is missing.")
        }
        return Path.escape(id)
    }
}
