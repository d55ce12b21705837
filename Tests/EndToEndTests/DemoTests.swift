import CardSimulator
import Linux
import SimulatedShop
import Testing

/// The demo as a newcomer runs it.
@Suite("The demo", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct DemoTests {
    @Test("two at once show the main job, leave the receipts as pictures, and find the core equal to the journal")
    func demo() async throws {
        struct Outcome {
            let status: Int32?
            let output: String
            let pictures: [[UInt8]]
            let leftovers: [String]
        }
        let outcomes = try await ShopFloor.run { programs in
            try Tills.atOnce(2) { _ in
                let program = try Program(["demo"], in: programs)
                defer { program.close() }
                let status = try program.end()
                let paths = program.output.split(separator: "\n").filter { $0.hasSuffix(".png") }
                return Outcome(
                    status: status,
                    output: program.output + program.errors,
                    pictures: try paths.map { try Files.read($0.split(separator: " ").joined()) },
                    leftovers: program.leftovers
                )
            }
        }
        for outcome in outcomes {
            #expect(outcome.status == 0, "\(outcome.output)")
            // Each is named where it comes out and in the summary.
            #expect(outcome.pictures.count == 12)
            #expect(outcome.pictures.allSatisfy { $0.starts(with: [0x89, 0x50, 0x4E, 0x47]) })
            #expect(outcome.output.contains("欢迎 Welcome, 张三 (gold), ¥200.00"))
            #expect(outcome.output.contains("6 confirmed, 1 declined, 1 refused at the counter"))
            #expect(outcome.output.contains("3 identified, 1 reported lost and refused, 2 of a bank, left alone"))
            #expect(outcome.output.contains("1 identified, 1 to pay with"))
            #expect(outcome.output.contains("这是银行卡。 This is a bank card."))
            #expect(outcome.output.contains("confirmed, paid with alipay"))
            for stream in ["pay", "member", "device"] {
                let line = outcome.output.split(separator: "\n").last { $0.hasPrefix("  \(stream) ") }
                #expect(line?.hasSuffix(": equal") == true, "\(stream)")
            }
            #expect(outcome.leftovers.count == 1, "only the pictures' folder stays")
        }
    }

    @Test("with --stay the shop stays open, takes steps from the keyboard, says how to reach it, and Ctrl-C closes it")
    func stay() async throws {
        struct Outcome {
            let answer: Int
            let output: String
            let status: Int32?
            let leftovers: [String]
        }
        let outcome = try await ShopFloor.run { programs in
            let lines = [
                "recharge 5.00 on lane 1 typed 6001000000000001", "see confirmed on lane 1",
                "scan member 6001000000000002 on lane 2", "see member Anna on lane 2", "dance",
            ]
            let program = try Program(["demo", "--stay"], in: programs, lines: lines)
            defer { program.close() }
            _ = try program.wait { $0.contains("“dance” is no step") ? true : nil }
            let output = program.output
            let socket = try program.wait { output -> String? in
                guard let mark = output.firstRange(of: "curl -sS --unix-socket ") else {
                    return nil
                }
                return String(output[mark.upperBound...].prefix { $0 != " " })
            }
            let till = Till(socket: socket)
            defer { till.close() }
            let answer = try till.call("GET", "/v1/lanes/1")
            return Outcome(
                answer: answer.status,
                output: output,
                status: try program.interrupt(),
                leftovers: program.leftovers
            )
        }
        #expect(outcome.answer == 200)
        #expect(outcome.output.contains("¥200.00 → ¥205.00"))
        #expect(outcome.output.contains("swipe card 6001000000000001 on lane 1"))
        #expect(outcome.output.contains("Anna (silver), ¥35.00"))
        #expect(outcome.output.contains("watch"))
        #expect(outcome.status == 0)
        #expect(outcome.leftovers.count == 1, "only the pictures' folder stays")
    }
}
