import Commands
import Domain
import Glibc

/// `countertop-sim`: every simulator by hand, scenarios, and the demo.
@main
struct CountertopSim {
    static func main() {
        // Before any thread exists, so that all of them leave the signals to it.
        Interruption.shared.begin()
        let screen = Screen()
        let status = run(Array(CommandLine.arguments.dropFirst()), screen)
        exit(status)
    }

    private static func run(_ arguments: [String], _ screen: Screen) -> Int32 {
        var words = Arguments(arguments)
        let wantsHelp = words.takeHelp() || arguments.first == "help"
        let name = words.takeWord()
        guard let name, name != "help" else {
            screen.line(SimCommand.overview)
            return arguments.isEmpty || wantsHelp ? 0 : 2
        }
        guard let command = SimCommand.all.first(where: { $0.name == name }) else {
            let hint = NearestWord.hint(for: name, among: SimCommand.all.map(\.name))
            screen.problem("countertop-sim has no command “\(name)”\(hint).")
            screen.problem("countertop-sim --help lists them.")
            return 2
        }
        guard !wantsHelp else {
            screen.line(command.help)
            return 0
        }
        do throws(SimFailure) {
            return try command.run(&words, screen)
        } catch {
            screen.problem(error.text)
            if error.isUsage {
                screen.problem("countertop-sim \(name) --help says how it is used.")
            }
            return error.isUsage ? 2 : 1
        }
    }
}
