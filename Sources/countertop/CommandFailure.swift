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

    /// Says it to the person and gives the exit status.
    func report(to output: Output, json: Bool) -> CommandStatus {
        switch self {
        case .usage(let text):
            output.problem(text, "Add --help to see how it is used.")
            return .usage
        case .unreachable(let socket, let detail):
            output.problem(
                "countertopd does not answer on \(socket): \(detail)",
                "Start it (systemctl start countertopd), or name its socket with --socket PATH."
            )
            return .unreachable
        case .unclear(let key, let detail):
            output.problem(
                "The answer was lost: \(detail). It may have been done. 应答丢失，可能已受理。",
                "Send the same command again with --key \(key): it is done once. 请用 --key \(key) 重发，不会重复。"
            )
            return .unknown
        case .problem(let document):
            if json {
                output.problem(JSONWriter.text(document))
            } else {
                output.problem(Report.problem(document))
            }
            return document["code"] == "commit-timeout" ? .unknown : .refused
        case .nonsense(let text):
            output.problem("The daemon's answer was not understood: \(text)")
            return .unreachable
        }
    }
}
