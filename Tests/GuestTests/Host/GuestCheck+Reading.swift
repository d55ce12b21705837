import Domain
import HID
import Linux
import USB
import USBSimulator

extension GuestCheck {
    static func claims(_ stage: Stage) throws {
        let rights = try stage.machine.shell(
            "grep -E '^(Uid|CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/$(systemctl show -P MainPID countertopd)/status; id -u countertop"
        ).split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
        let user = rights.last?.last ?? "0"
        try require(
            rights.dropLast() == [
                ["Uid:"] + [String](repeating: user, count: 4), ["CapEff:", "0000000000000000"],
                ["CapBnd:", "0000000000000000"], ["NoNewPrivs:", "1"], ["Seccomp:", "2"],
            ],
            "the daemon's rights: \(rights)"
        )
        try require(user != "0", "the daemon is root")
        let scanner = KeyboardScanner(layout: us, design: KeyboardScanner.design(serial: "G1"))
        let start = SystemClock.monotonicNanoseconds
        try stage.plug(scanner.device)
        let connected = try stage.wait(for: EventType.deviceConnected)
        print("  \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms from plugging in to connected")
        try require(connected.map { $0.device?.topology.hasSuffix("#G1") } == [true], stage.told)
        let before = try stage.keys()
        try require(scanner.scan("GHello, 123;"), "the kernel does not take the reports")
        let read = try stage.waitForMember("Hello, 123;")
        try require(read.device == connected[0].device && read.lane?.text == "1", stage.told)
        try require(try stage.drivers() == ["usbfs"], "drivers: \(stage.drivers())")
        try require(try stage.keys() == before, "key presses were seen")
        stage.unplug()
        try stage.wait(for: EventType.deviceDisconnected)
    }

    static func tenThousand(_ stage: Stage) throws {
        let scanner = KeyboardScanner(layout: us)
        try stage.plug(scanner.device)
        try stage.wait(for: EventType.deviceConnected)
        let before = try stage.keys()
        // Ten different codes of 99 characters and Enter, ten times. Every other time the scanner sends no report for a key that
        // goes up.
        let codes = (0..<10).map { block in
            "G" + (0..<10).map { code(block * 10 + $0) }.joined().dropLast(2)
        }
        let whole = codes.compactMap { scanner.reports(for: $0) }
        scanner.typist.minimised = true
        let minimised = codes.compactMap { scanner.reports(for: $0) }
        try require(whole.reduce(0) { $0 + $1.count } == 2_000, "the codes do not make 200 reports each")
        let start = SystemClock.monotonicNanoseconds
        for round in 0..<10 {
            for code in round % 2 == 0 ? whole : minimised {
                try require(scanner.type(code, pace: 1), "the kernel takes no more reports")
            }
        }
        let count = 5 * (whole + minimised).reduce(0) { $0 + $1.count }
        print("  \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms for \(count) reports")
        try require(scanner.device.drops == 0, "\(scanner.device.drops) reports were lost at the device")
        let read = try stage.wait(for: EventType.memberIdentified, 100).map(\.memberValue)
        try require(
            read == (0..<100).map { String(codes[$0 % 10].dropFirst()) },
            "what was read differs from what was scanned"
        )
        try require(try stage.keys() == before, "key presses were seen")
    }

    static func kinds(_ stage: Stage) throws {
        let pos = POSScanner(layout: .counted)
        let swiper = SureSwipe()
        let composite = CompositeScanner(layout: us)
        let head = RawHeadSwiper()
        let typing = KeyboardScanner(layout: us, design: KeyboardScanner.swiperDesign())
        for (port, device) in [pos.device, swiper.device, composite.device, head.device, typing.device].enumerated() {
            try stage.plug(device, at: port)
        }
        try stage.wait(for: EventType.deviceConnected, 5)
        try require(try stage.drivers() == [String](repeating: "usbfs", count: 6), "drivers: \(stage.drivers())")
        let before = try stage.keys()
        // More than one report holds.
        let long = String(repeating: "0123456789", count: 11)
        pos.scan(Array(("G" + long).utf8), aim: "]Q1", whenFull: .patient)
        swiper.swipe(StripeCard(track1: "%BX^Y?", track2: ";700100000001?"))
        composite.scan("Gone")
        composite.typeByKeyboard("Gtwo")
        head.swipe(StripeCard(track2: ";700100000002?"))
        head.swipe(StripeCard(track1: "%BX^Y?", track2: ";700100000003?"), backwards: true)
        typing.swipe(StripeCard(track1: nil, track2: ";700100000004?"))
        for value in [long, "00000001", "one", "two", "00000002", "00000003", "00000004"] {
            try stage.waitForMember(value)
        }
        try require(try stage.keys() == before, "key presses were seen")
        for port in 0..<5 {
            stage.unplug(port)
        }
        try stage.wait(for: EventType.deviceDisconnected, 5)
    }

    static func serial(_ stage: Stage) throws {
        let scanner = SerialScanner(frame: .crLF)
        for (round, value) in ["4006381333931", "four"].enumerated() {
            try stage.plug(scanner.device)
            let connected = try stage.wait(for: EventType.deviceConnected, round + 1)
            try require(connected.last?.device?.text == "scanner:/dev/ttyACM0", stage.told)
            try require(
                scanner.modem.wait(milliseconds: 60_000) { $0.isReady && $0.baud == 115_200 },
                "the port is not opened as the settings say: \(scanner.modem.line)"
            )
            try require(scanner.scan("G" + value), "the kernel does not take the code")
            try require(try stage.waitForMember(value).device?.text == "scanner:/dev/ttyACM0", stage.told)
            stage.unplug()
            try stage.wait(for: EventType.deviceDisconnected, round + 1)
            try stage.waitUntilDetached()
        }
        // The node is root's for a moment, until udev has given it to its group: that is no fault.
        try require(!stage.events.contains { $0.type == EventType.deviceFaulted }, stage.told)
    }

    static func twins(_ stage: Stage) throws {
        let design = DeviceDesign(vendor: 0x05E0, product: 0x1200, manufacturer: "Simulated", name: "Twin")
        let scanners = (0..<2).map { _ in KeyboardScanner(layout: us, design: design) }
        for (round, order) in [[0, 1], [1, 0]].enumerated() {
            for port in order {
                try stage.plug(scanners[port].device, at: port)
            }
            try stage.wait(for: EventType.deviceConnected, 2 * (round + 1))
            for port in order {
                let value = "\(round)-\(port)"
                try require(scanners[port].scan("G" + value), "the kernel does not take the reports")
                let read = try stage.waitForMember(value)
                try require(read.lane?.text == String(port + 2), "\(value) on lane \(read.lane?.text ?? "-")")
            }
            for port in order {
                stage.unplug(port)
            }
            try stage.wait(for: EventType.deviceDisconnected, 2 * (round + 1))
            try stage.waitUntilDetached()
        }
    }
}
