import Glibc
import Linux
import Scanners
import USB
import USBSimulator

extension GuestCheck {
    static func claims(_ stage: Stage) throws {
        let service = try stage.service()
        let scanner = KeyboardScanner(layout: us, design: KeyboardScanner.design(serial: "G1"))
        let start = SystemClock.monotonicNanoseconds
        let device = try stage.plug(scanner.device)
        try require(service.waitForLine("connected scanner:"), "not connected: \(service.lines)")
        Line.write("note \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms from plugging in to connected")
        try require(service.lines.contains { $0.contains("#G1 Simulated Keyboard scanner") }, "\(service.lines)")
        let before = stage.keys.count
        try require(scanner.scan("Hello, 123;"), "the kernel does not take the reports")
        try require(service.wait { $0.contains { $0.hasSuffix("#G1 Hello, 123;") } }, "not read: \(service.lines)")
        try require(GuestDevice.drivers.allSatisfy { $0 == "usbfs" }, "drivers: \(GuestDevice.drivers)")
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        device.unplug()
        try require(service.waitForLine("disconnected scanner:"), "the unplugging is not told")
        try service.stop()
    }

    static func tenThousand(_ stage: Stage) throws {
        let service = try stage.service()
        let scanner = KeyboardScanner(layout: us)
        _ = try stage.plug(scanner.device)
        try require(service.waitForLine("connected"), "not connected: \(service.lines)")
        let before = stage.keys.count
        // Ten different codes of 99 characters and Enter, ten times: their keys are found once, which is what takes time here.
        let codes = (0..<10).map { block in String((0..<10).map { code(block * 10 + $0) }.joined().dropLast()) }
        let reports = codes.compactMap { scanner.reports(for: $0) }
        try require(reports.reduce(0) { $0 + $1.count } == 2_000, "the codes do not make 200 reports each")
        let start = SystemClock.monotonicNanoseconds
        for _ in 0..<10 {
            for code in reports {
                try require(scanner.type(code, pace: 1), "the kernel takes no more reports")
            }
        }
        Line.write("note \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms for 20,000 reports")
        try require(scanner.device.drops == 0, "\(scanner.device.drops) reports were lost at the device")
        try require(
            service.waitForLine("read ", count: 100),
            "read: \(service.lines.count { $0.hasPrefix("read ") })"
        )
        let read = service.lines.filter { $0.hasPrefix("read ") }.compactMap {
            $0.split(separator: " ").last.map(String.init)
        }
        try require(read == (0..<100).map { codes[$0 % 10] }, "what was read differs from what was scanned")
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        try service.stop()
    }

    static func kinds(_ stage: Stage) throws {
        let service = try stage.service()
        let pos = POSScanner(layout: .counted)
        let swiper = SureSwipe()
        let composite = CompositeScanner(layout: us)
        let devices = try [
            stage.plug(pos.device, at: "1-1"), stage.plug(swiper.device, at: "1-2"),
            stage.plug(composite.device, at: "1-3"),
        ]
        try require(service.waitForLine("connected", count: 3), "not connected: \(service.lines)")
        try require(GuestDevice.drivers == [String](repeating: "usbfs", count: 4), "drivers: \(GuestDevice.drivers)")
        let before = stage.keys.count
        let long = String(repeating: "0123456789", count: 15)
        pos.scan(Array(long.utf8), aim: "]Q1", whenFull: .wait(until: .after(milliseconds: 5_000)))
        swiper.swipe(StripeCard(track1: "%BX^Y?", track2: ";0012345678?"))
        composite.scan("one")
        composite.typeByKeyboard("two")
        for text in ["]Q1" + long, "%BX^Y?|;0012345678?|-", "]Q1one", "two"] {
            try require(
                service.wait { $0.contains { $0.hasSuffix(" " + text) } },
                "\(text) is not read: \(service.lines)"
            )
        }
        try require(stage.keys.count == before, "\(stage.keys.count - before) key presses were seen")
        devices.forEach { $0.unplug() }
        try require(service.waitForLine("disconnected", count: 3), "the unplugging is not told: \(service.lines)")
        try service.stop()
    }

    static func unplugged(_ stage: Stage) throws {
        let service = try stage.service()
        let swiper = SureSwipe()
        _ = try stage.plug(swiper.device)
        try require(service.waitForLine("connected"), "not connected: \(service.lines)")
        var faults = DeviceFaults()
        faults.vanishesAfterPackets = 20
        swiper.device.setFaults(faults)
        swiper.swipe(StripeCard(track2: ";1?"))
        try require(service.waitForLine("disconnected"), "the unplugging is not told: \(service.lines)")
        try require(!service.lines.contains { $0.hasPrefix("read ") || $0.hasPrefix("faulted") }, "\(service.lines)")
        try GuestDevice.waitUntilDetached()
        let again = try stage.plug(swiper.device)
        try require(service.waitForLine("connected", count: 2), "not connected again: \(service.lines)")
        swiper.swipe(StripeCard(track2: ";2?"))
        try require(service.waitForLine("read "), "not read: \(service.lines)")
        again.unplug()
        try service.stop()
    }

    static func rounds(_ stage: Stage) throws {
        let service = try stage.service()
        let scanners = (0..<4).map { _ in POSScanner() }
        for round in 1...25 {
            let devices = try scanners.enumerated().map { try stage.plug($1.device, at: "1-\($0 + 1)") }
            try require(
                service.waitForLine("connected", count: 4 * round),
                "round \(round): \(service.lines.suffix(8))"
            )
            devices.forEach { $0.unplug() }
            try require(
                service.waitForLine("disconnected", count: 4 * round),
                "round \(round): \(service.lines.suffix(8))"
            )
            try GuestDevice.waitUntilDetached()
        }
        let others = service.lines.dropFirst().filter { !$0.hasPrefix("connected ") && !$0.hasPrefix("disconnected ") }
        try require(others.isEmpty && service.lines.count == 201, "\(service.lines.count) lines, among them \(others)")
        try service.stop()
    }
}
