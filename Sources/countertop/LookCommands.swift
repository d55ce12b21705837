import Commands
import Domain

/// The commands that only look.
enum LookCommands {
    static func status(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try words.finish()
        session.show(try session.call("GET", "/v1/status"), Report.status)
        return .done
    }

    static func devices(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let id = words.takeWord()
        let wantsPaper = words.takeFlag("--print")
        let lane = wantsPaper ? try words.takeOption("--lane") ?? "1" : ""
        try words.finish()
        if wantsPaper {
            let path = "/v1/lanes/\(Path.escape(lane))/diagnosis"
            session.show(try session.call("POST", path, body: [:], key: Key.fresh()), Report.receipt)
        } else if let id {
            session.show(try session.call("GET", "/v1/devices/" + Path.escape(id)), Report.device)
        } else {
            session.show(try session.call("GET", "/v1/devices")) { value in
                let rows = Report.list(value, "devices").map(Report.device)
                return rows.isEmpty ? "No devices yet. 尚无设备。" : rows.joined(separator: "\n")
            }
        }
        return .done
    }

    static func queue(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        try words.finish()
        let status = try session.call("GET", "/v1/status")
        let waiting = try session.call("GET", "/v1/receipts?state=queued")
        let unknown = try session.call("GET", "/v1/receipts?state=unknown")
        let value: JSONValue = [
            "streams": status["streams"] ?? .null, "openOperations": status["openOperations"] ?? .null,
            "unsettledOperations": status["unsettledOperations"] ?? .null,
            "queuedReceipts": waiting["receipts"] ?? .array([]), "unknownReceipts": unknown["receipts"] ?? .array([]),
        ]
        session.show(value, Report.queue)
        return .done
    }

    static func events(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let query = try filter(&words, more: ["after", "limit"])
        try words.finish()
        session.show(try session.call("GET", "/v1/events" + query)) { value in
            let rows = Report.list(value, "events").map(Report.event)
            return rows.isEmpty ? "No events. 无事件。" : rows.joined(separator: "\n")
        }
        return .done
    }

    private static func filter(_ words: inout Arguments, more: [String]) throws(CommandFailure) -> String {
        var items: [String] = []
        for name in ["lane", "stream", "type"] + more {
            if let value = try words.takeOption("--" + name) {
                items.append(name + "=" + Path.escape(value))
            }
        }
        return items.isEmpty ? "" : "?" + items.joined(separator: "&")
    }

    static func watch(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let limit = try words.takeNumber("--count", in: 1...1_000_000_000)
        let query = try filter(&words, more: ["after"])
        try words.finish()
        var kind = "message"
        var seen = 0
        let output = session.output
        let json = session.json
        try session.stream("/v1/events" + query) { line in
            if line.hasPrefix("event:") {
                kind = String(line.dropFirst(6)).drop { $0 == " " }.description
            } else if line.hasPrefix("data:") {
                let text = String(line.dropFirst(5)).drop { $0 == " " }.description
                if let value = try? JSONReader.read(text) {
                    output.line(json ? text : kind == "lane" ? Report.laneMessage(value) : Report.event(value))
                    seen += 1
                }
            } else if line.isEmpty {
                kind = "message"
            }
            return seen < limit ?? .max
        }
        return .done
    }
}
