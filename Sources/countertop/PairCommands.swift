import Commands
import Domain

/// Pairs tills from the command line.
enum PairCommands {
    static func pair(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        guard let first = words.takeWord() else {
            throw .usage("The till's name is missing; or list, or remove TILL.")
        }
        switch first {
        case "list":
            try words.finish()
            session.show(try session.call("GET", "/v1/pairings")) { value in
                let rows = Report.list(value, "tills").map { till in
                    "\(till["till"]?.stringValue ?? "-")  \(till["paired"]?.stringValue ?? "-")"
                }
                return rows.isEmpty ? "No paired tills. 无已配对的收银机。" : rows.joined(separator: "\n")
            }
        case "remove":
            let till = try words.requireWord("The till's name")
            try words.finish()
            _ = try session.call("DELETE", "/v1/pairings/" + Path.escape(till))
            session.show(["till": .string(till), "paired": false]) { _ in "\(till) may not call any more. 已取消配对。" }
        default: try offer(first, &words, session)
        }
        return .done
    }

    private static func offer(
        _ till: String,
        _ words: inout Arguments,
        _ session: Session
    ) throws(CommandFailure) {
        let lane = try words.takeOption("--lane")
        let key = try words.takeOption("--key") ?? Key.fresh()
        try words.finish()
        var body: JSONObject = ["till": .string(till)]
        body["lane"] = lane.map { .string($0) }
        session.show(try session.call("POST", "/v1/pairings", body: .object(body), key: key)) { value in
            let minutes = (value["seconds"]?.intValue ?? 0) / 60
            guard let code = value["code"]?.stringValue else {
                return "The code prints on the lane's printer; it is good for \(minutes) min. 配对码正在打印，\(minutes) 分钟内有效。"
            }
            return "Type this code at \(till) within \(minutes) min: \(code)\n请在 \(minutes) 分钟内于收银机输入: \(code)"
        }
    }
}
