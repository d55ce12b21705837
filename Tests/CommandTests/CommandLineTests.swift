import Domain
import Testing

@testable import countertop

@Suite("The command")
struct CommandLineTests {
    private func run(_ line: String) -> (status: CommandStatus, out: String, errors: String) {
        var out = ""
        var errors = ""
        let output = Output { text, error in
            if error {
                errors += text + "\n"
            } else {
                out += text + "\n"
            }
        }
        let environment = Environment(
            runtimeDirectory: nil,
            home: nil,
            socketOverride: "/nonexistent/countertop.sock",
            pathExists: { _ in false }
        )
        let status = CountertopCommand.run(
            line.split(separator: " ").map(String.init),
            environment: environment,
            output: output
        )
        return (status, out, errors)
    }

    @Test("every command says how it is used and which route it takes", arguments: CommandTable.all.map(\.name))
    func help(name: String) {
        let result = run("\(name) --help")
        #expect(result.status == .done)
        #expect(result.out.contains("Route: "))
        #expect(result.out.contains("/v1/"))
    }

    @Test(
        "the socket is named before or after the command",
        arguments: ["--socket /s/a.sock status", "status --socket /s/a.sock"]
    )
    func socket(line: String) {
        let result = run(line)
        #expect(result.status == .unreachable)
        #expect(result.errors.contains("does not answer on /s/a.sock"))
    }

    @Test("without a word, the commands are listed")
    func overview() {
        let result = run("--help")
        for command in CommandTable.all {
            #expect(result.out.contains(command.name))
        }
    }

    @Test(
        "a mistyped line is exit status 2 with a hint",
        arguments: ["frobnicate", "sale", "sale twelve --card", "sale 1.5 --card", "void", "status now", "receipt eat"]
    )
    func mistakes(line: String) {
        let result = run(line)
        #expect(result.status == .usage)
        #expect(result.errors.contains("--help"))
    }

    @Test("a daemon that is not there is exit status 3 with what to do")
    func unreachable() {
        let result = run("status")
        #expect(result.status == .unreachable)
        #expect(result.errors.contains("systemctl start countertop"))
    }

    @Test("amounts are read as people write them", arguments: [("12.05", 1205), ("12", 1200), ("0.50", 50)])
    func amounts(text: String, fen: Int64) throws {
        #expect(try Arguments.amount(text) == fen)
    }

    @Test("the service's socket is preferred, then the user's own")
    func sockets() {
        var environment = Environment(
            runtimeDirectory: "/run/user/1",
            home: "/home/a",
            socketOverride: nil,
            pathExists: { $0 == "/home/a/.local/state/countertop/api.sock" }
        )
        #expect(environment.socketPath == "/home/a/.local/state/countertop/api.sock")
        environment.pathExists = { _ in false }
        #expect(environment.socketPath == "/run/user/1/countertop/api.sock")
    }

    @Test("a problem is told with what the cashier does, in both languages")
    func problems() {
        let text = Report.problem(Problem("printer-paper-out").json)
        #expect(text.contains("Put in a new roll"))
        #expect(text.contains("请换纸"))
    }

    @Test("an event line never shows a whole credential")
    func masking() {
        let line = Report.event(["time": "t", "type": "x", "data": ["credential": ["value": "6001000000000001"]]])
        #expect(!line.contains("6001000000000001"))
        #expect(line.contains("0001"))
    }
}
