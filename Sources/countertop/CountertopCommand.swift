import Configuration
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
        if arguments.isEmpty || arguments == ["--help"] || arguments == ["-h"] || arguments == ["help"] {
            output.line(Usage.overview)
            return .done
        }
        // These three may stand before the command or after it.
        let wantsHelp = words.takeFlag("--help") || words.takeFlag("-h")
        let wantsJSON = words.takeFlag("--json")
        let socket = words.takeOption("--socket")
        let session = Session(
            json: wantsJSON,
            socket: socket ?? environment.socketPath,
            environment: environment,
            output: output
        )
        do throws(CommandFailure) {
            let first = words.takeWord()
            let asksForHelp = first == "help"
            let command = try command(named: asksForHelp ? words.takeWord() : first, words)
            if wantsHelp || asksForHelp {
                output.line(Usage.text(of: command))
                return .done
            }
            return try command.run(&words, session)
        } catch {
            return error.report(to: session)
        }
    }

    private static func command(named name: String?, _ words: Arguments) throws(CommandFailure) -> CommandEntry {
        guard let name else {
            try words.finish()
            throw .usage("A command is missing. 缺少命令。")
        }
        guard let command = CommandTable.command(named: name) else {
            let near = KeyDistance.nearest(to: name, among: CommandTable.all.map(\.name))
            let hint = near.map { "; “\($0)” was probably meant" } ?? ""
            throw .usage("There is no command “\(name)”\(hint). 没有这个命令。")
        }
        return command
    }
}
