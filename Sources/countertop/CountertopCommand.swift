import Commands
import Domain
import Glibc

/// `countertop`: the command for cashiers' helpers and technicians.
@main
struct CountertopCommand {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(run(arguments, environment: Environment.current, output: Output()).rawValue)
    }

    /// Runs one command line; everything it prints goes to `output`.
    static func run(_ arguments: [String], environment: Environment, output: Output) -> CommandStatus {
        var words = Arguments(arguments)
        // These three may stand before the command or after it.
        let wantsHelp = words.takeHelp() || arguments.isEmpty || arguments.first == "help"
        let wantsJSON = words.takeFlag("--json")
        do throws(CommandFailure) {
            let socket = try words.takeOption("--socket") ?? environment.socketPath
            let name = words.takeWord()
            if wantsHelp, name == nil || name == "help" {
                output.line(Usage.overview)
                return .done
            }
            guard let command = name.flatMap(CommandTable.command) else {
                let hint = NearestWord.hint(for: name ?? "", among: CommandTable.all.map(\.name))
                output.problem(
                    name.map { "There is no command “\($0)”\(hint). 没有这个命令。" } ?? "The command is missing. 缺少命令。",
                    "countertop --help lists them."
                )
                return .usage
            }
            if wantsHelp {
                output.line(Usage.text(of: command))
                return .done
            }
            let session = Session(json: wantsJSON, socket: socket, environment: environment, output: output)
            return try command.run(&words, session)
        } catch {
            return error.report(to: output, json: wantsJSON)
        }
    }
}
