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
        if arguments.isEmpty || arguments == ["--help"] || arguments == ["-h"] || arguments.first == "help" {
            output.line(Usage.overview)
            return .done
        }
        // These three may stand before the command or after it.
        let wantsHelp = words.takeFlag("--help") || words.takeFlag("-h")
        let wantsJSON = words.takeFlag("--json")
        let socket = words.takeOption("--socket")
        guard let name = words.takeWord(), let command = CommandTable.command(named: name) else {
            output.problem("There is no such command. 没有这个命令。", "countertop --help lists them.")
            return .usage
        }
        if wantsHelp {
            output.line(Usage.text(of: command))
            return .done
        }
        let session = Session(
            json: wantsJSON,
            socket: socket ?? environment.socketPath,
            environment: environment,
            output: output
        )
        do throws(CommandFailure) {
            let status = try command.run(&words, session)
            return status
        } catch {
            return error.report(to: session)
        }
    }
}
