import Commands
import Domain

/// A lane's shift from the command line.
enum ShiftCommands {
    static func shift(_ words: inout Arguments, _ session: Session) throws(CommandFailure) -> CommandStatus {
        let verb = words.takeWord() ?? "show"
        let lane = try words.takeOption("--lane") ?? "1"
        let path = "/v1/lanes/\(Path.escape(lane))/shift"
        switch verb {
        case "show":
            try words.finish()
            session.show(try session.call("GET", path), Report.shift)
        case "end":
            let key = try words.takeOption("--key") ?? Key.fresh()
            try words.finish()
            session.show(try session.call("POST", path, body: [:], key: key), Report.receipt)
        default: throw .unknown("shift command", verb, among: ["show", "end"])
        }
        return .done
    }
}
