import Commands
import Domain

/// Why a command ended without doing its work.
enum CommandFailure: UsageFailure {
    case usage(String)
    case unreachable(socket: String, detail: String)
    /// A command that moves money or paper was sent and its answer is lost.
    case unclear(key: String, detail: String)
    /// The daemon's problem document.
    case problem(JSONValue)
    case nonsense(String)

    /// Says it to the person, or to the program that asked for JSON, and gives the exit status.
    func report(to output: Output, json: Bool) -> CommandStatus {
        func tell(_ code: String, _ text: String, _ advice: String) {
            if json {
                let problem: JSONValue = ["code": .string(code), "title": .string(text), "technician": .string(advice)]
                output.problem(JSONWriter.text(problem))
            } else {
                output.problem(text, advice)
            }
        }
        switch self {
        case .usage(let text):
            tell("usage", text, "Add --help to see how it is used.")
            return .usage
        case .unreachable(let socket, let detail):
            tell(
                "unreachable",
                "countertopd does not answer on \(socket): \(detail)",
                "Start it (systemctl start countertopd), or name its socket with --socket PATH."
            )
            return .unreachable
        case .unclear(let key, let detail):
            tell(
                "unclear",
                "The answer was lost: \(detail). It may have been done. 应答丢失，可能已受理。",
                "Send the same command again with --key \(key): it is done once. 请用 --key \(key) 重发，不会重复。"
            )
            return .unknown
        case .problem(let document):
            output.problem(json ? JSONWriter.text(document) : Report.problem(document))
            return document["code"] == "commit-timeout" ? .unknown : .refused
        case .nonsense(let text):
            tell(
                "nonsense",
                "The daemon's answer was not understood: \(text)",
                "Command and daemon may be of different versions, or the socket another program's."
            )
            return .unreachable
        }
    }
}
