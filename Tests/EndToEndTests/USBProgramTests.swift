import CardSimulator
import Domain
import Linux
import SimulatedShop
import Testing
import USBSimulator

/// `countertop-sim usb`: scanners and swipers by hand.
@Suite("USB devices by hand", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct USBProgramTests {
    @Test("codes and cards given to the program are read by a daemon whose configuration has the program's own words")
    func daemon() async throws {
        struct Outcome {
            let status: Int32?
            let deeds: [JSONValue]
            let identified: [String]
            let types: [String]
        }
        let opening = "lane 1 with scanner and swiper without printer"
        let outcome = try await ShopFloor.withShop(opening, startsDaemon: false) { shop in
            let arguments = [
                "usb", "keyboard:de", "raw", "--port", "0", "--json", "--scan", "M:6001000000000001", "--scan",
                #"]C18018960010000000000295\x1D80197"#, "--swipe", ";70016001000000000003=0?", "--swipe",
                "%B4111111111111111^DOE/JOHN^2512101?;4111111111111111=2512101?",
            ]
            let program = try Program(arguments, in: shop.programs)
            defer { program.close() }
            let opened = try program.wait { output in
                output.firstIndex(of: "\n").flatMap { try? JSONReader.read(String(output[..<$0])) }
            }
            let entries = (opened["devices"]?.arrayValue ?? []).compactMap { $0["configuration"]?.stringValue }
            // What is typed comes in pieces where this machine is busy.
            let patient = entries.map { $0.replacing("layout:", with: "idle: 2000, layout:") }
            try Self.write(patient, into: shop)
            try shop.startDaemon()
            let status = try program.end()
            let till = shop.makeTill()
            defer { till.close() }
            let deadline = Deadline.after(milliseconds: 30_000)
            var events: [JSONValue] = []
            while events.count < 4, !deadline.isPast {
                events = try till.events().filter { $0["stream"] == "member" }
                shop.waitForChange(milliseconds: 20)
            }
            let lines = program.output.split(separator: "\n").dropFirst()
            return Outcome(
                status: status,
                deeds: try lines.map { try JSONReader.read(String($0)) },
                identified: events.compactMap { $0["data"]?["credential"]?["value"]?.stringValue },
                types: events.compactMap { $0["type"]?.stringValue }
            )
        }
        #expect(outcome.status == 0)
        // Each device has a thread of its own: one may be ahead of the other.
        #expect(outcome.identified.sorted() == ["6001000000000001", "6001000000000003", "6001000000000029"])
        #expect(outcome.types.count { $0 == EventType.bankCardPresented } == 1)
        #expect(outcome.types.count == 4)
        #expect(outcome.deeds.map { $0["taken"] } == [true, true, true, true])
        #expect(outcome.deeds.map { $0["port"] } == ["1-1", "1-1", "1-2", "1-2"])
    }

    /// Puts the program's devices in the place of the shop's own.
    private static func write(_ entries: [String], into shop: Shop) throws {
        var text = String(decoding: try Files.read(shop.folder.configuration), as: UTF8.self)
        guard let begin = text.firstRange(of: "scanners: ["), let end = text[begin.upperBound...].firstRange(of: "] }")
        else {
            throw ShopError("the configuration names no scanners:\n\(text)")
        }
        text.replaceSubrange(begin.upperBound..<end.lowerBound, with: entries.joined(separator: ", "))
        try Files.writeAtomically(Array(text.utf8), to: shop.folder.configuration)
    }

    @Test("lines are answered; what no host takes is told as lost, and what there is not is named")
    func lines() async throws {
        let (output, errors, status) = try await ShopFloor.run { programs in
            let lines = [
                "list", "scan hello", "swipe ;1=2? on 1-2", "scan hello on 1-2", "unplug 1-1", "plug 1-9", "fault soup",
                "swipe 4111", #"scan \xG1"#, "dance", "help", "quit",
            ]
            let program = try Program(["usb", "scanner:short", "swiper", "--port", "0"], in: programs, lines: lines)
            defer { program.close() }
            let status = try program.end()
            return (program.output, program.errors, status)
        }
        #expect(status == 0)
        #expect(output.contains(#"port: "1-2" }"#))
        #expect(output.contains("usbip --tcp-port "))
        #expect(output.contains("1-1: no host has it; it is lost."))
        #expect(output.contains("1-2: no host has it; it is lost."))
        #expect(output.contains("1-1 is empty."))
        let mistakes = [
            "1-2 is a swiper; it reads cards.", "There is no port 1-9: 1-1, 1-2.",
            "There is no fault “soup”: none, mute",
            "“4111” begins with no sentinel", "“\\xG1” is no byte", "“dance” was not understood",
        ]
        for mistake in mistakes {
            #expect(errors.contains(mistake), "\(mistake)")
        }
    }

    @Test(
        "a command line that makes no sense ends with 2, and what cannot be done with 1",
        arguments: [
            (["usb"], 2, "DEVICE is missing."),
            (["usb", "spaceship"], 2, "There is no device “spaceship”: scanner, keyboard"),
            (["usb", "keyboard:xx"], 2, "There is no keyboard layout “xx”: us"),
            (["usb", "scanner:xx"], 2, "There is no report layout “xx”: "),
            (["usb", "scanner", "--fault", "soup", "--port", "0"], 2, "There is no fault “soup”"),
            (["usb", "swiper", "--scan", "a", "--port", "0"], 1, "There is no scanner."),
        ]
    )
    func mistakes(arguments: [String], status: Int, message: String) async throws {
        let (end, errors) = try await ShopFloor.run { programs in
            let program = try Program(arguments, in: programs)
            defer { program.close() }
            return (try program.end(), program.errors)
        }
        #expect(end == Int32(status))
        #expect(errors.contains(message))
    }

    @Test(
        "without the kernel's module nothing is attached, and it says what is missing",
        .enabled(if: KernelPort.obstacle != nil)
    )
    func attach() async throws {
        let (end, errors) = try await ShopFloor.run { programs in
            let program = try Program(["usb", "keyboard", "--attach", "--port", "0"], in: programs)
            defer { program.close() }
            return (try program.end(), program.errors)
        }
        #expect(end == 1)
        #expect(errors.contains("modprobe vhci-hcd"))
    }

    @Test(
        "Ctrl-C ends it: with 0 by hand, with 1 when something of the command line was not done",
        arguments: [([], 0), (["--scan", "a"], 1)]
    )
    func interrupted(more: [String], status: Int) async throws {
        let end = try await ShopFloor.run { programs in
            let program = try Program(["usb", "scanner", "--port", "0"] + more, in: programs)
            defer { program.close() }
            _ = try program.wait { $0.contains("usbip --tcp-port") ? true : nil }
            return try program.interrupt()
        }
        #expect(end == Int32(status))
    }
}
