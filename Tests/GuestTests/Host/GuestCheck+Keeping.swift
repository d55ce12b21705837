import Domain
import HID
import Linux
import Scanners
import USB
import USBSimulator

extension GuestCheck {
    static func unplugged(_ stage: Stage) throws {
        let swiper = SureSwipe()
        try stage.plug(swiper.device)
        try stage.wait(for: EventType.deviceConnected)
        var faults = DeviceFaults()
        faults.vanishesAfterPackets = 20
        swiper.device.setFaults(faults)
        swiper.swipe(StripeCard(track2: ";700100000001?"))
        try stage.wait(for: EventType.deviceDisconnected)
        try require(stage.events.count == 2, stage.told)
        try stage.waitUntilDetached()
        try stage.plug(swiper.device)
        try stage.wait(for: EventType.deviceConnected, 2)
        swiper.swipe(StripeCard(track2: ";700100000002?"))
        try stage.waitForMember("00000002")
    }

    static func rounds(_ stage: Stage) throws {
        let scanners = (0..<4).map { _ in POSScanner() }
        for round in 1...25 {
            for (port, scanner) in scanners.enumerated() {
                try stage.plug(scanner.device, at: port)
            }
            try stage.wait(for: EventType.deviceConnected, 4 * round)
            for port in 0..<4 {
                stage.unplug(port)
            }
            try stage.wait(for: EventType.deviceDisconnected, 4 * round)
            try stage.waitUntilDetached()
        }
        try require(stage.events.count == 200, "\(stage.events.count) events")
    }

    static func permission(_ stage: Stage) throws {
        let design = DeviceDesign(vendor: 0x1209, product: 0x0011, manufacturer: "Odd", name: "Scanner")
        let scanner = KeyboardScanner(layout: us, design: design)
        try stage.plug(scanner.device)
        let fault = try stage.wait(for: EventType.deviceFaulted)[0].data
        try require(fault["problem"]?.stringValue == "scanner-no-permission", stage.told)
        // The file that the message names and the line that it says to add, up to its end.
        guard let parts = fault["detail"]?.stringValue?.split(separator: "Add to ").last?.split(separator: ": "),
            parts.count == 2, parts[1].hasPrefix("SUBSYSTEM==")
        else {
            throw CheckFailure("no rule in: \(stage.told)")
        }
        try addRule(String(parts[1]), to: String(parts[0]), stage)
        try stage.machine.shell("udevadm trigger --action=change --attr-match=idVendor=1209")
        try stage.wait(for: EventType.deviceRecovered)
        let before = try stage.keys()
        try require(scanner.scan("Gcured"), "the kernel does not take the reports")
        try stage.waitForMember("cured")
        try require(try stage.keys() == before, "key presses were seen")
    }

    static func qemuKeyboard(_ stage: Stage) throws {
        try addRule(UdevRule.text(vendor: 0x0627, product: 0x0001), to: "/etc/udev/rules.d/61-guest.rules", stage)
        try stage.machine.keyboard("plug")
        try stage.wait(for: EventType.deviceConnected)
        let before = try stage.keys()
        try stage.machine.keyboard("type shift-g c o u n t 4 2 ret")
        try stage.waitForMember("count42")
        try require(try stage.keys() == before, "key presses were seen")
        try stage.machine.keyboard("unplug")
        try stage.wait(for: EventType.deviceDisconnected)
    }

    static func killed(_ stage: Stage) throws {
        let scanner = KeyboardScanner(layout: us)
        try stage.plug(scanner.device)
        try stage.wait(for: EventType.deviceConnected)
        let before = try stage.keys()
        let process = "systemctl show -P MainPID countertopd"
        let first = try stage.machine.shell("\(process); systemctl kill -s KILL countertopd")
        scanner.scan("leak")
        try require(try stage.drivers() == ["none"], "drivers: \(stage.drivers())")
        try stage.wait("no second run of the daemon claims the scanner") { try stage.drivers() == ["usbfs"] }
        try require(try stage.machine.shell(process) != first, "the daemon was not killed")
        try require(scanner.scan("Gagain"), "the kernel does not take the reports")
        try stage.waitForMember("again")
        try require(try stage.keys() == before, "key presses were seen")
    }

    static func stopped(_ stage: Stage) throws {
        let scanner = KeyboardScanner(layout: us)
        try stage.plug(scanner.device)
        try stage.wait(for: EventType.deviceConnected)
        let before = try stage.keys()
        try stage.stop()
        scanner.scan("leak")
        try require(try stage.drivers() == ["none"], "drivers after a stop: \(stage.drivers())")
        try require(try stage.keys() == before, "key presses were seen")
        let bus = try stage.machine.virtualBus()
        try stage.machine.configure(GuestConfiguration.text(bus: bus, atStop: "give-to-keyboard"))
        try stage.start()
        try stage.wait("the scanner is not claimed again") { try stage.drivers() == ["usbfs"] }
        try stage.stop()
        try require(try stage.drivers() == ["usbhid"], "drivers after giving it back: \(stage.drivers())")
        // The node appears a moment after the driver; then it is a keyboard again, and its keys are seen.
        try stage.wait("what was given back does not type") {
            scanner.scan("k")
            return try stage.keys() > before
        }
        try stage.machine.configure(GuestConfiguration.text(bus: bus))
    }

    static func grabbed(_ stage: Stage) throws {
        // As shipped the service user sees no event nodes; a shop that cannot have USB rights adds the group.
        let folder = "/run/systemd/system/countertopd.service.d"
        try stage.machine.shell(
            "printf '[Service]\\nSupplementaryGroups=input\\n' >\(folder)/input.conf && systemctl daemon-reload && systemctl restart countertopd"
        )
        let design = DeviceDesign(vendor: 0x1209, product: 0x0012, manufacturer: "Odd", name: "Scanner")
        let scanner = KeyboardScanner(layout: us, design: design)
        try stage.plug(scanner.device)
        try stage.wait(for: EventType.deviceConnected)
        // The event node may come later than the device, which is a fault for so long.
        try stage.wait("never recovered: \(stage.told)") {
            let faults = try stage.wait(for: EventType.deviceConnected).count
            return faults > 0
                && stage.events.count { $0.type == EventType.deviceFaulted }
                    == stage.events.count { $0.type == EventType.deviceRecovered }
        }
        let before = try stage.keys()
        try require(scanner.scan("GGrab it: 42", pace: 20), "the kernel does not take the reports")
        try stage.waitForMember("Grab it: 42")
        try require(try stage.drivers() == ["usbhid"], "drivers: \(stage.drivers())")
        try require(try stage.keys() == before, "key presses were seen")
        stage.unplug()
        try stage.wait(for: EventType.deviceDisconnected)
    }

    private static func addRule(_ rule: String, to file: String, _ stage: Stage) throws {
        try stage.machine.shell("printf '%s\\n' '\(rule)' >>\(file) && udevadm control --reload")
    }
}
