import CardSimulator
import Domain
import HTTPClient
import Linux
import SimulatedShop
import Testing

/// `countertop-sim`, each simulator by hand.
@Suite("The simulators by hand", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct SimulatorProgramTests {
    private struct Outcome: Sendable {
        let status: Int32?
        let output: String
        let errors: String
        let leftovers: [String]
    }

    private func run(_ arguments: [String], lines: [String] = []) async throws -> Outcome {
        try await ShopFloor.run { programs in
            let program = try Program(arguments, in: programs, lines: lines)
            defer { program.close() }
            let status = try program.end()
            return Outcome(
                status: status,
                output: program.output,
                errors: program.errors,
                leftovers: program.leftovers
            )
        }
    }

    @Test(
        "each command says how it is used",
        arguments: ["demo", "scenario", "card", "usb", "printer", "core", "hold"]
    )
    func help(name: String) async throws {
        let outcome = try await run([name, "--help"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("countertop-sim \(name)"))
        let mistake = try await run([name, "--frobnicate"])
        #expect(mistake.status == 2)
        #expect(mistake.errors.contains("countertop-sim \(name) --help"))
        #expect(mistake.leftovers.isEmpty)
    }

    @Test("a scenario that fails ends with 1 and names file, line, and what was there instead, also as JSON")
    func failingScenario() async throws {
        let outcome = try await ShopFloor.run { programs in
            let folder = try ShopFolder.temporary("scenario")
            defer { ShopFolder.remove(folder) }
            let path = folder + "/wrong.txt"
            let text = "# Wrong\nlane 1 without printer\n\nsale 5.00 on lane 1 typed 77\nsee confirmed on lane 1\n"
            try Files.writeAtomically(Array(text.utf8), to: path)
            let program = try Program(["scenario", "--json", path], in: programs)
            defer { program.close() }
            return Outcome(
                status: try program.end(),
                output: program.output,
                errors: path,
                leftovers: program.leftovers
            )
        }
        #expect(outcome.status == 1)
        let report = try JSONReader.read(outcome.output)
        #expect(report["passed"] == false)
        #expect(report["title"] == "Wrong")
        #expect(report["failure"]?["line"] == 5)
        #expect(report["failure"]?["file"]?.stringValue == outcome.errors)
        #expect(report["failure"]?["message"]?.stringValue?.contains("unknown-member") == true)
        #expect(report["steps"]?.arrayValue?.count == 1)
        #expect(outcome.leftovers.isEmpty)
    }

    @Test("cards are laid on the readers of a real pcscd, which a PC/SC program sees")
    func cards() async throws {
        let outcome = try await run(
            ["card", "--readers", "1"],
            lines: ["lay 6001000000000001 on 1", "list", "lay bank on 2", "take 1", "dance", "quit"]
        )
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("export PCSCLITE_CSOCK_NAME="))
        #expect(outcome.output.contains("reader 1  Virtual A 00 00  6001000000000001"))
        #expect(outcome.output.contains("There is reader 1 only."))
        #expect(outcome.output.contains("pcscd has seen it go."))
        #expect(outcome.output.contains("“dance” was not understood"))
    }

    @Test("the core answers on its port with members in its books, until Ctrl-C")
    func core() async throws {
        let (status, body, exit, leftovers) = try await ShopFloor.run { programs in
            let lines = ["member M7 王五 gold card 6001000000000007 balance 70.00", "show M7", "tap bank on lane 1"]
            let program = try Program(["core", "--port", "0"], in: programs, lines: lines)
            defer { program.close() }
            let url = try program.wait { output -> String? in
                guard output.contains("A core cannot do that") else {
                    return nil
                }
                return output.split(separator: " ").first { $0.hasPrefix("http://") }.map { String($0.dropLast()) }
            }
            let client = HTTPClient()
            defer { client.close() }
            let credential: JSONValue = ["credential": ["scheme": "member", "value": "6001000000000007"]]
            let answer = try client.send(
                HTTPClientRequest(
                    method: "POST",
                    url: url + "/v1/members:resolve",
                    headers: [.init("Content-Type", "application/json")],
                    body: JSONWriter.write(credential)
                )
            )
            let shown = program.output.contains("王五 (gold): ¥70.00, 0 points")
            return (
                shown ? answer.status : 0, try JSONReader.read(answer.body), try program.interrupt(), program.leftovers
            )
        }
        #expect(status == 200)
        #expect(body["member"]?["name"] == "王五")
        #expect(exit == 0)
        #expect(leftovers.isEmpty)
    }

    @Test("the printer shows its paper as text and leaves it as a picture")
    func printer() async throws {
        let (output, picture, exit) = try await ShopFloor.run { programs in
            let program = try Program(["printer", "--tcp", "0"], in: programs, lines: ["status"])
            defer { program.close() }
            let port = try program.wait { output -> UInt16? in
                guard let mark = output.firstRange(of: "tcp: \"127.0.0.1:") else {
                    return nil
                }
                return UInt16(String(output[mark.upperBound...].prefix { $0.isNumber }))
            }
            let host = try TCPSocket.connect(host: "127.0.0.1", port: port, until: .after(milliseconds: 5_000))
            try host.writeAll(Array("\u{1B}@Receipt 12.05\n\u{1D}V\u{42}\0".utf8), until: .after(milliseconds: 5_000))
            let path = try program.wait { output in
                output.split(separator: "\n").first { $0.hasSuffix("receipt-1.png") }.map(String.init)
            }
            host.close()
            return (program.output, try Files.read(path), try program.interrupt())
        }
        #expect(output.contains("│ Receipt 12.05 "))
        #expect(output.contains("online; paper; cover closed"))
        #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(exit == 0)
    }
}
