import Glibc
import Linux
import Scanners
import USB
import USBSimulator

extension GuestCheck {
    static func killed(_ stage: Stage) throws {
        let scanner = KeyboardScanner(layout: us)
        let service = try stage.service()
        _ = try stage.plug(scanner.device)
        try require(service.waitForLine("connected"), "not connected: \(service.lines)")
        let before = stage.keys.count
        try service.kill()
        scanner.scan("leak")
        try require(GuestDevice.drivers == ["none"], "drivers: \(GuestDevice.drivers)")
        let next = try stage.service()
        try require(next.waitForLine("connected"), "not connected: \(next.lines)")
        try require(scanner.scan("again"), "the kernel does not take the reports")
        try require(next.wait { $0.contains { $0.hasSuffix("again") } }, "not read: \(next.lines)")
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        try next.stop()
    }

    static func stopped(_ stage: Stage) throws {
        let scanner = KeyboardScanner(layout: us)
        let keeping = try stage.service()
        _ = try stage.plug(scanner.device)
        try require(keeping.waitForLine("connected"), "not connected: \(keeping.lines)")
        try keeping.stop()
        try require(GuestDevice.drivers == ["none"], "drivers after a stop: \(GuestDevice.drivers)")
        let giving = try stage.service(["give"])
        try require(giving.waitForLine("connected"), "not connected: \(giving.lines)")
        try giving.stop()
        try require(GuestDevice.drivers == ["usbhid"], "drivers after giving it back: \(GuestDevice.drivers)")
        let before = stage.keys.count
        let deadline = Deadline.after(milliseconds: 10_000)
        // The node appears a moment after the driver; then it is a keyboard again, and its keys are seen.
        while stage.keys.count == before, !deadline.isPast {
            scanner.scan("k")
            usleep(100_000)
        }
        try require(stage.keys.count > before, "what was given back does not type")
    }

    static func permission(_ stage: Stage) throws {
        // A maker of no scanners: the shipped rules do not know it.
        let design = DeviceDesign(vendor: 0x1209, product: 0x0011, manufacturer: "Odd", name: "Scanner")
        let scanner = KeyboardScanner(layout: us, design: design)
        let service = try stage.service(["rule=1209:0011"])
        let device = try stage.plug(scanner.device)
        try require(service.waitForLine("faulted"), "no fault: \(service.lines)")
        let fault = service.lines.first { $0.hasPrefix("faulted") } ?? ""
        try require(fault.contains("scanner-no-permission"), fault)
        // The line that the message says to add, up to its end.
        guard let rule = fault.split(separator: ": ").last.map(String.init), rule.hasPrefix("SUBSYSTEM==") else {
            throw CheckFailure("no rule in: \(fault)")
        }
        try Files.writeAtomically(Array((rule + "\n").utf8), to: "/run/udev/rules.d/61-guest.rules", mode: 0o644)
        try shell("udevadm control --reload && udevadm trigger --action=change --attr-match=idVendor=1209")
        try require(service.waitForLine("recovered"), "the rule does not cure it: \(service.lines)")
        let before = stage.keys.count
        try require(scanner.scan("cured"), "the kernel does not take the reports")
        try require(service.wait { $0.contains { $0.hasSuffix("cured") } }, "not read: \(service.lines)")
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        device.unplug()
        try service.stop()
        try Files.remove("/run/udev/rules.d/61-guest.rules")
        try shell("udevadm control --reload")
    }

    static func grabbed(_ stage: Stage) throws {
        let design = DeviceDesign(vendor: 0x1209, product: 0x0012, manufacturer: "Odd", name: "Scanner")
        let scanner = KeyboardScanner(layout: us, design: design)
        let service = try stage.service(["rule=1209:0012"], groups: "input")
        let device = try stage.plug(scanner.device)
        try require(service.waitForLine("connected"), "not connected: \(service.lines)")
        try require(
            service.wait { lines in !lines.contains { $0.hasPrefix("faulted") } || lines.contains("recovered") },
            ""
        )
        let before = stage.keys.count
        try require(scanner.scan("Grab it: 42", pace: 20), "the kernel does not take the reports")
        try require(service.wait { $0.contains { $0.hasSuffix("Grab it: 42") } }, "not read: \(service.lines)")
        try require(GuestDevice.drivers == ["usbhid"], "drivers: \(GuestDevice.drivers)")
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        device.unplug()
        try require(service.waitForLine("disconnected"), "the unplugging is not told: \(service.lines)")
        try service.stop()
    }

    static func qemuKeyboard(_ stage: Stage) throws {
        let rule = UdevRule.text(vendor: 0x0627, product: 0x0001)
        try Files.writeAtomically(Array((rule + "\n").utf8), to: "/run/udev/rules.d/61-guest.rules", mode: 0o644)
        try shell("udevadm control --reload")
        let service = try stage.service(["rule=0627:0001"])
        try stage.host("plug")
        try require(service.waitForLine("connected"), "not connected: \(service.lines)")
        let before = stage.keys.count
        try stage.host("type c o u n t 4 2 ret")
        try require(service.wait { $0.contains { $0.hasSuffix("count42") } }, "not read: \(service.lines)")
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        try stage.host("unplug")
        try require(service.waitForLine("disconnected"), "the unplugging is not told: \(service.lines)")
        try service.stop()
        try Files.remove("/run/udev/rules.d/61-guest.rules")
        try shell("udevadm control --reload")
    }

    private static func shell(_ command: String) throws {
        let child = try ChildProcess(["bash", "-c", command])
        let exit = try child.wait(until: .after(milliseconds: 20_000))
        try require(exit == .exited(code: 0), "\(command): \(String(describing: exit))")
    }
}
