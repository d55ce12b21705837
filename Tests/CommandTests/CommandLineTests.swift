import Domain
import Foundation
import Glibc
import Synchronization
import Testing

@testable import HTTPServer
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
            pathExists: { _ in false },
            programFolder: "/nonexistent"
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
        #expect(result.out.contains("/v1/") || result.out.contains("Route: none"))
        #expect(result.out.contains("Exit status: 0 done"))
        #expect(run("--help \(name)").out == result.out)
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
        #expect(result.errors.contains("systemctl start countertopd"))
    }

    @Test(
        "amounts are read as people write them, by the places of the currency",
        arguments: [
            ("12.05", 2, 1205), ("12", 2, 1200), ("0.50", 2, 50), ("500", 0, 500), ("1.250", 3, 1250), ("1.5", 2, nil),
            ("12.5", 0, nil), ("+5", 2, nil), ("12.５５", 2, nil), ("-1", 2, nil), (".50", 2, nil), ("1.", 2, nil),
            ("99999999999999999999", 2, nil),
        ] as [(String, Int, Int64?)]
    )
    func amounts(text: String, exponent: Int, minor: Int64?) {
        #expect((try? Arguments.amount(text, exponent: exponent)) == minor)
    }

    @Test("a configuration is checked with the daemon's own code, and every mistake has its place")
    func configuration() throws {
        let path = FileManager.default.temporaryDirectory.path + "/countertop-check-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("{\n  statoin: 'a' }".utf8).write(to: URL(fileURLWithPath: path))
        let wrong = run("config check \(path)")
        #expect(wrong.status == .refused)
        #expect(wrong.out.contains("\(path):2:3: there is no key “statoin” here; “station” was probably meant"))
        let json = try JSONReader.read(run("--json config check \(path)").out)
        #expect(json["errors"]?.arrayValue?.first?["line"] == 2)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
        #expect(run("config check \(path)").status == .done)
        #expect(run("config check /nonexistent").status == .usage)
        #expect(run("config eat").status == .usage)
    }

    @Test("a receipt is previewed without a daemon, typed or in ReceiptLine, with the place of every mistake")
    func preview() throws {
        let path = FileManager.default.temporaryDirectory.path + "/countertop-paper-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("Milk | 3.50\n{colour: red}\n".utf8).write(to: URL(fileURLWithPath: path))
        let markup = run("receipt preview \(path) --columns 24")
        #expect(markup.status == .done && markup.out == "Milk                3.50\n")
        #expect(markup.errors.hasPrefix("\(path):2:2: There is no property “colour”"))
        let json = try JSONReader.read(run("--json receipt preview \(path) --profile TM-T88V").out)
        #expect(json["columns"] == 42 && json["findings"]?.arrayValue?.count == 1)
        try Data(#"{"messages": ["hello"]}"#.utf8).write(to: URL(fileURLWithPath: path))
        #expect(run("receipt preview \(path) --columns 24").out == "         hello\n")
        let picture = path + ".png"
        defer { try? FileManager.default.removeItem(atPath: picture) }
        let drawing = path + ".svg"
        defer { try? FileManager.default.removeItem(atPath: drawing) }
        #expect(run("receipt preview \(path) --png \(picture) --svg \(drawing)").out.isEmpty)
        #expect(try String(contentsOfFile: drawing, encoding: .utf8).contains("hello"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: picture)).starts(with: [0x89, 0x50]))
    }

    @Test(
        "what cannot be previewed or printed is said",
        arguments: [
            "receipt preview", "receipt preview /nonexistent", "receipt preview /dev/null --columns 23",
            "receipt preview /dev/null --profile X", "receipt preview /dev/null --columns 24 --profile TM-T88V",
            "print",
            "print --file /nonexistent",
        ]
    )
    func previewMistakes(line: String) {
        #expect(run(line).status == .usage)
    }

    @Test("without the simulators the demo says where it is")
    func demo() {
        let result = run("demo --stay")
        #expect(result.status == .refused)
        #expect(result.errors.contains("Simulators/demo"))
    }

    @Test("a lost answer to a payment is exit status 4 and names the key to repeat it with")
    func lostAnswer() throws {
        let path = FileManager.default.temporaryDirectory.path + "/ct-" + UUID().uuidString.prefix(8)
        let server = try HTTPServer(HTTPServerConfiguration(listeners: [.unix(path: path, mode: 0o600, group: nil)])) {
            request,
            responder in
            if request.method == "GET" {
                responder.respond(HTTPResponse(status: 200, body: Array(#"{"currency":"JPY"}"#.utf8)))
            } else {
                // The request was taken, and the connection dies before the answer.
                shutdown(request.connection.fd, Int32(SHUT_RDWR))
                responder.respond(HTTPResponse(status: 202))
            }
        }
        defer { server.stop() }
        let result = run("--socket \(path) sale 500 --card --key abc")
        #expect(result.status == .unknown)
        #expect(result.errors.contains("--key abc"))
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

    @Test(
        "what scanners bring is told in a line of its own",
        arguments: [
            (
                #"{"message":"payment-code","scheme":"alipay","operation":"0","lane":"1"}"#,
                "lane 1: alipay taken 已受理"
            ), (#"{"message":"encrypted-card","lane":"1"}"#, "lane 1: encrypted-card not asked for 未请求"),
            (#"{"message":"coupon","coupon":{"kind":"gcn","number":"9501"},"lane":"1"}"#, "lane 1: coupon 优惠券 9501"),
            (
                #"{"message":"staff","staff":{"credential":{"masked":"*****7"}},"lane":"1"}"#,
                "lane 1: staff *****7 signed in 员工登录"
            ),
        ]
    )
    func laneMessages(message: String, line: String) throws {
        #expect(Report.laneMessage(try JSONReader.read(message)) == line)
    }

    @Test(
        "a payment waits for what is asked for, and for a card or a code when nobody stands there",
        arguments: [
            ("--card", ["card"]), ("--code", ["code"]), ("--code --card", ["card", "code"]), ("", ["card", "code"]),
        ]
    )
    func awaits(options: String, kinds: [String]) throws {
        let path = FileManager.default.temporaryDirectory.path + "/ct-" + UUID().uuidString.prefix(8)
        let body = Mutex<JSONValue?>(nil)
        let server = try HTTPServer(HTTPServerConfiguration(listeners: [.unix(path: path, mode: 0o600, group: nil)])) {
            request,
            responder in
            let answer =
                request.method == "POST" ? #"{"id":"7","state":"confirmed","final":true}"# : #"{"currency":"CNY"}"#
            if request.method == "POST", let sent = try? JSONReader.read(request.body) {
                body.withLock { $0 = sent }
            }
            responder.respond(HTTPResponse(status: 200, body: Array(answer.utf8)))
        }
        defer { server.stop() }
        #expect(run("--socket \(path) sale 5.00 \(options)").status == .done)
        let asked = body.withLock { $0 }?["presented"]?["await"]?.arrayValue?.compactMap(\.stringValue)
        #expect(asked == kinds)
    }
}
