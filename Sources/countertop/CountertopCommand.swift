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
        if arguments.isEmpty || ["--help", "-h", "help"].contains(where: { arguments == [$0] }) {
            output.line(Usage.overview)
            return .done
        }
        // These three may stand before the command or after it.
        let wantsHelp = words.takeHelp()
        let wantsJSON = words.takeFlag("--json")
        do throws(CommandFailure) {
            let socket = try words.takeOption("--socket") ?? environment.socketPath
            let first = words.takeWord()
            let asksForHelp = first == "help"
            let command = try command(named: asksForHelp ? words.takeWord() : first, words)
            if wantsHelp || asksForHelp {
                output.line(Usage.text(of: command))
                return .done
            }
            let session = Session(json: wantsJSON, socket: socket, environment: environment, output: output)
            return try command.run(&words, session)
        } catch {
            return error.report(to: output, json: wantsJSON)
        }
    }

    private static func command(named name: String?, _ words: Arguments) throws(CommandFailure) -> CommandEntry {
        guard let name else {
            try words.finish()
            throw .usage("A command is missing. 缺少命令。")
        }
        guard let command = CommandTable.command(named: name) else {
            let hint = NearestWord.hint(for: name, among: CommandTable.all.map(\.name))
            throw .usage("There is no command “\(name)”\(hint). 没有这个命令。")
        }
        return command
    }
}
