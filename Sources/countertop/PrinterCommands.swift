import Commands
import Domain
import Glibc

/// Printers from the command line: how they are, what waits for them, and their test page.
enum PrinterCommands {
    static func printer(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        switch words.takeWord() {
        case "list", nil: return try list(&words, session)
        case "status": return try status(&words, session)
        case "test": return try test(&words, session)
        case let other?: throw .unknown("printer command", other, among: ["list", "status", "test"])
        }
    }

    private static func list(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try words.finish()
        session.show(["printers": .array(try printers(session))]) { value in
            let rows = Report.list(value, "printers").map(PrinterReport.line)
            return rows.isEmpty ? Self.none : rows.joined(separator: "\n")
        }
        return .done
    }

    /// One printer, or each; refused when one of them does not print now.
    private static func status(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let asked = words.takeWord()
        try words.finish()
        let ids = try identifiers(asked, session)
        var values: [JSONValue] = []
        for id in ids {
            values.append(try session.call("GET", "/v1/devices/" + id))
        }
        session.show(asked == nil ? ["printers": .array(values)] : values.first ?? .null) { _ in
            values.isEmpty ? Self.none : values.map(PrinterReport.whole).joined(separator: "\n\n")
        }
        let isReady = values.allSatisfy { $0["connected"] == true && ($0["problem"] ?? .null) == .null }
        return isReady && !values.isEmpty ? .done : .refused
    }

    /// Prints the test page and waits for its end.
    private static func test(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let asked = words.takeWord()
        let key = try words.takeOption("--key") ?? Key.fresh()
        let seconds = try words.takeNumber("--wait", in: 0...600) ?? 20
        try words.finish()
        let ids = try identifiers(asked, session)
        guard let id = ids.first, ids.count == 1 else {
            throw .usage(ids.isEmpty ? Self.none : "There are several printers: name one of them.")
        }
        var job = try session.call("POST", "/v1/devices/\(id)/selftest", body: [:], key: key)
        for finding in job["findings"]?.arrayValue ?? [] where !session.json {
            session.output.problem(Report.finding(finding, of: "test page"))
        }
        let path = "/v1/receipts/" + Path.escape(job["id"]?.stringValue ?? "")
        var pauses = seconds * 4
        while job["final"] != true, pauses > 0 {
            usleep(250_000)
            pauses -= 1
            job = try session.call("GET", path)
        }
        session.show(job, Report.receipt)
        switch job["state"] {
        case "printed": return .done
        case "failed", "expired", "cancelled": return .refused
        default: return .unknown
        }
    }

    private static let none = "No printer is configured. 未配置打印机。"

    private static func printers(_ session: Session) throws(CommandFailure) -> [JSONValue] {
        Report.list(try session.call("GET", "/v1/devices"), "devices").filter { $0["kind"] == "printer" }
    }

    /// The one that was asked for, or all; escaped, as paths need them.
    private static func identifiers(_ asked: String?, _ session: Session) throws(CommandFailure) -> [String] {
        if let asked {
            return [Path.escape(identifier(asked))]
        }
        return try printers(session).compactMap { $0["id"]?.stringValue }.map(Path.escape)
    }

    /// The kind may be left out.
    private static func identifier(_ text: String) -> String {
        text.hasPrefix("printer:") ? text : "printer:" + text
    }
}
