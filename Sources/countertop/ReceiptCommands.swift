import Domain

/// Receipt jobs from the command line.
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
        case "print":
            guard let file = words.takeWord() else {
                throw .usage("The file is missing.")
            }
            let lane = words.takeOption("--lane") ?? "1"
            let key = words.takeOption("--key") ?? Key.fresh()
            try words.finish()
            guard let document = try? JSONReader.read(try TextFile.read(file), dialect: .json5) else {
                throw .usage("\(file) holds no JSON.")
            }
            session.show(
                try session.call("POST", "/v1/lanes/\(Path.escape(lane))/receipts", body: document, key: key),
                Report.receipt
            )
        case let other?:
            throw .usage("“\(other)” is none of list, show, reprint, print.")
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
