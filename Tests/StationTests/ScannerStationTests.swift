import Configuration
import CoreSimulator
import Counter
import Domain
import HID
import Journal
import Linux
import Runtime
import Scanners
import Testing
import USB
import USBSimulator

@testable import Station

@Suite("Scans and swipes at a station", .serialized)
struct ScannerStationTests {
    private func profile(_ source: CodeProfile.Source, _ pattern: String, staff: Bool = false) throws -> CodeProfile {
        CodeProfile(name: pattern, source: source, template: try Template(pattern), holder: staff ? .staff : .member)
    }

    /// A station whose USB ports are those of a server with simulated devices.
    private func usbBench(_ scanners: [[Settings.Scanner]]) throws -> (StationBench, USBIPServer) {
        let server = try USBIPServer()
        let bench = try StationBench()
        bench.bus = try USBIPBus(host: "127.0.0.1", port: server.port, lookEvery: 10)
        bench.settings.lanes = scanners.enumerated().map { number, scanners in
            var lane = bench.settings.lanes[0]
            lane.name = LaneName(String(number + 1))!
            lane.scanners = scanners
            return lane
        }
        bench.settings.codes = [
            try profile(.barcode([]), "M:<member:digits 1..20>"), try profile(.track(.second), ";0<member:digits 9>?"),
        ]
        try bench.start()
        return (bench, server)
    }

    private func id(_ kind: DeviceID.Kind, _ path: String, on server: USBIPServer, serial: String = "") -> DeviceID {
        DeviceID(
            kind: kind,
            topology: "127.0.0.1:\(server.port)/\(path)" + (serial.isEmpty ? "" : "#" + serial)
        )
    }

    private func sees(_ bench: StationBench, _ type: String, times: Int = 1) throws -> [CounterEvent] {
        try bench.wait {
            let found = try bench.events(type)
            return found.count >= times ? found : nil
        } ?? []
    }

    @Test(
        "a keyboard scanner's member is greeted, a swiper's bank card is left alone, an encrypting reader's number is nobody's"
    )
    func devices() throws {
        let (bench, server) = try usbBench([[Settings.Scanner(port: .declared)]])
        defer {
            bench.end()
            server.stop()
        }
        let layout = try #require(KeyboardLayout.named("us"))
        let scanner = KeyboardScanner(layout: layout, design: KeyboardScanner.design(serial: "S1"))
        let swiper = SureSwipe()
        let encrypting = MagneSafe()
        server.plug(scanner.device, at: "1-1")
        server.plug(swiper.device, at: "1-2")
        server.plug(encrypting.device, at: "1-3")
        #expect(try sees(bench, EventType.deviceConnected, times: 4).count == 4)
        #expect(scanner.waitForLamps())
        #expect(scanner.scan("M:6001"))
        let greeted = bench.messages.wait(until: .after(milliseconds: 10_000)) { list in
            list.first { $0["message"] == "member" && $0["member"]?["name"] == "张三" }
        }
        #expect(greeted != nil)
        let member = try sees(bench, EventType.memberIdentified)
        #expect(member.map(\.device) == [id(.scanner, "1-1", on: server, serial: "S1")])
        #expect(member.map { $0.lane?.text } == ["1"])
        #expect(
            swiper.swipe(StripeCard(track1: "%B4111111111111111^DOE^2512101?", track2: ";4111111111111111=2512101?"))
        )
        #expect(try sees(bench, EventType.bankCardPresented).map(\.device) == [id(.swiper, "1-2", on: server)])
        #expect(swiper.swipe(StripeCard(track2: ";0123456789?")))
        #expect(
            try sees(bench, EventType.memberIdentified, times: 2).last?.data["credential"]?["value"] == "123456789"
        )
        #expect(encrypting.swipe(StripeCard(track2: ";4111111111111111=2512101?")))
        #expect(
            try sees(bench, EventType.encryptedCardPresented).map(\.device) == [id(.swiper, "1-3", on: server)]
        )
    }

    @Test("two equal scanners keep to the lanes of their ports, a rule for the model takes the rest")
    func lanes() throws {
        let model = Settings.ScannerPort.usb(host: nil, model: "0c2e:0b61", port: nil, serial: nil)
        let port = Settings.ScannerPort.usb(host: nil, model: "0c2e:0b61", port: "1-2", serial: nil)
        let (bench, server) = try usbBench([[Settings.Scanner(port: port)], [Settings.Scanner(port: model)]])
        defer {
            bench.end()
            server.stop()
        }
        let scanners = (POSScanner(), POSScanner())
        server.plug(scanners.0.device, at: "1-2")
        server.plug(scanners.1.device, at: "1-3")
        _ = try sees(bench, EventType.deviceConnected, times: 3)
        #expect(scanners.0.scan(Array("M:6001".utf8)))
        #expect(scanners.1.scan(Array("M:6002".utf8)))
        let found = try sees(bench, EventType.memberIdentified, times: 2)
        let lanes = found.map { ($0.data["credential"]?["value"]?.stringValue ?? "") + " " + ($0.lane?.text ?? "-") }
        #expect(lanes.sorted() == ["6001 1", "6002 2"])
        // What nobody recognises makes the scanner beep.
        #expect(scanners.0.scan(Array("what is this".utf8)))
        #expect(scanners.0.waitForErrorBeeps(1))
    }

    @Test("a scanner that may read on demand only is locked until its lane awaits a code; a reload lets it read always")
    func onDemand() throws {
        var entry = Settings.Scanner(port: .declared)
        entry.reads = .onDemand
        entry.beeps = .all
        let (bench, server) = try usbBench([[entry]])
        defer {
            bench.end()
            server.stop()
        }
        let scanner = POSScanner()
        server.plug(scanner.device, at: "1-1")
        #expect(scanner.waitUntil(locked: true))
        #expect(!scanner.scan(Array("M:6001".utf8)))
        let sale = try bench.beginSale()
        #expect(scanner.waitUntil(locked: false))
        #expect(scanner.scan(Array("M:6001".utf8)))
        #expect(scanner.waitForGoodBeeps(1))
        #expect(try bench.state(of: sale, is: .confirmed))
        #expect(scanner.waitUntil(locked: true))
        // Unplugged and back it is told again.
        server.unplug("1-1")
        _ = try sees(bench, EventType.deviceDisconnected)
        let other = POSScanner()
        server.plug(other.device, at: "1-1")
        #expect(other.waitUntil(locked: true))
        bench.settings.lanes[0].scanners[0].reads = .always
        bench.configure()
        #expect(other.waitUntil(locked: false))
        bench.settings.lanes[0].scanners[0].reads = .onDemand
        bench.configure()
        #expect(other.waitUntil(locked: true))
        // Whoever has it after us finds it reading.
        bench.stop()
        #expect(other.waitUntil(locked: false))
    }

    @Test(
        "a scanner that always reads is never locked, and beeps for what it is asked to",
        arguments: [(Settings.ScannerBeeps.none, 0, 0), (.errors, 0, 1), (.all, 1, 1)]
    )
    func beeps(beeps: Settings.ScannerBeeps, good: Int, errors: Int) throws {
        var entry = Settings.Scanner(port: .declared)
        entry.beeps = beeps
        let (bench, server) = try usbBench([[entry]])
        defer {
            bench.end()
            server.stop()
        }
        let scanner = POSScanner()
        server.plug(scanner.device, at: "1-1")
        _ = try sees(bench, EventType.deviceConnected, times: 2)
        #expect(scanner.scan(Array("M:6001".utf8)))
        #expect(scanner.scan(Array("nobody's".utf8)))
        #expect(try sees(bench, EventType.codeUnrecognised).count == 1)
        #expect(scanner.waitForGoodBeeps(good))
        #expect(scanner.waitForErrorBeeps(errors))
        #expect(!scanner.isLocked)
        bench.stop()
        #expect(!scanner.waitForGoodBeeps(good + 1, milliseconds: 0))
        #expect(!scanner.waitForErrorBeeps(errors + 1, milliseconds: 0))
    }

    @Test("a reload takes new profiles at once and keeps the devices; another layout opens them anew")
    func reload() throws {
        let (bench, server) = try usbBench([[Settings.Scanner(port: .declared)]])
        defer {
            bench.end()
            server.stop()
        }
        let scanner = POSScanner()
        server.plug(scanner.device, at: "1-1")
        _ = try sees(bench, EventType.deviceConnected, times: 2)
        #expect(scanner.scan(Array("N:7".utf8)))
        #expect(try sees(bench, EventType.codeUnrecognised).count == 1)
        bench.settings.codes = [try profile(.barcode([.qr]), "N:<member:digits 1>")]
        bench.configure()
        #expect(scanner.scan(Array("N:8".utf8)))
        #expect(try sees(bench, EventType.memberIdentified).count == 1)
        #expect(try bench.events(EventType.deviceDisconnected).isEmpty)
        bench.bus = nil
        bench.settings.lanes[0].scanners[0].layout = "de"
        bench.configure()
        #expect(try sees(bench, EventType.deviceDisconnected).map(\.device) == [id(.scanner, "1-1", on: server)])
    }

    @Test("what a device adds is taken off, and text in its character set is read")
    func reading() throws {
        let bench = try StationBench()
        defer { bench.end() }
        var serial = Settings.Scanner(port: .serial(path: "/nowhere/scanner", baud: 9_600, framing: .line))
        serial.framing = ReadingFraming(prefix: [0x21])
        serial.charset = "GB18030"
        serial.separators = .kept
        bench.settings.lanes[0].scanners = [serial]
        bench.settings.codes = [try profile(.barcode([]), "<member:any 6>")]
        try bench.start()
        let device = DeviceID(kind: .scanner, topology: "/nowhere/scanner")
        bench.scanners?.intake.connected(device, name: "x", place: ScannerPlace(host: "", port: "/nowhere/scanner"))
        // 张三 in GB18030, behind the prefix.
        bench.read(.received(SensitiveBytes([0x21, 0xD5, 0xC5, 0xC8, 0xFD])), on: device)
        let found = try sees(bench, EventType.memberIdentified)
        #expect(found.map { $0.data["credential"]?["value"] } == ["张三"])
    }

    @Test("a dynamic code is good once, on whatever lane it is shown again")
    func dynamicCodes() throws {
        let bench = try StationBench()
        defer { bench.end() }
        let key = KeyMaterial([UInt8](repeating: 7, count: 20))
        let totp = try #require(TOTP(digits: 6))
        bench.settings.codes = [
            CodeProfile(
                name: "app",
                source: .barcode([]),
                template: try Template("T:<member:digits 4>-<code:digits 6>"),
                proof: .timeBased(DynamicCodeRule(totp: totp, keys: .table(["6001": key])))
            )
        ]
        try bench.start()
        let code = totp.code(of: totp.step(at: Instant(milliseconds: SystemClock.wallMilliseconds)), key: key)
        let text = "T:6001-" + String(decoding: code, as: UTF8.self)
        bench.scan(text)
        bench.scan(text)
        bench.scan(text, on: DeviceID(kind: .scanner, topology: "/dev/ttyACM1"))
        #expect(try sees(bench, EventType.codeUnrecognised).map { $0.data["reason"] } == ["replayed-code"])
        #expect(
            try bench.events(EventType.memberIdentified).map { $0.data["credential"]?["assurance"] } == [
                "authenticated"
            ]
        )
        // The lane is told after its event is committed.
        let notice = try bench.wait { bench.access?.lane(StationBench.lane)?["notice"]?["code"] }
        #expect(notice == "code-replayed")
        // Nor after a restart within its time, whichever way the daemon ended.
        bench.stop()
        try bench.start()
        bench.scan(text)
        let again = try sees(bench, EventType.codeUnrecognised, times: 2)
        #expect(again.map { $0.data["reason"] } == ["replayed-code", "replayed-code"])
        #expect(try bench.events(EventType.memberIdentified).count == 1)
    }

    @Test("codes are proved with the core's keys, without the core too, until it withdraws them")
    func coreKeys() throws {
        let bench = try StationBench()
        defer { bench.end() }
        let key = KeyMaterial([UInt8](repeating: 9, count: 20))
        let totp = try #require(TOTP(digits: 6, periodMilliseconds: 1_000))
        bench.settings.codes = [
            CodeProfile(
                name: "app",
                source: .barcode([]),
                template: try Template("T:<member:digits 4>-<code:digits 6>"),
                proof: .timeBased(DynamicCodeRule(totp: totp, keys: .core, window: 10))
            )
        ]
        try bench.core.books.setKey(scheme: "member", value: "6001", key: String(repeating: "09", count: 20))
        func show() {
            let step = totp.step(at: Instant(milliseconds: SystemClock.wallMilliseconds))
            bench.scan("T:6001-" + String(decoding: totp.code(of: step, key: key), as: UTF8.self))
        }
        try bench.start()
        let isKnown = try bench.wait { try bench.reader?.memberKeysVersion() == "2" ? true : nil }
        #expect(isKnown == true)
        // Known to the journal is not yet known to the recogniser.
        let accepted = try bench.wait {
            show()
            return try bench.events(EventType.memberIdentified).first
        }
        #expect(accepted?.data["credential"]?["assurance"] == "authenticated")
        bench.stop()
        bench.core.pause()
        try bench.start()
        let before = try bench.events(EventType.memberIdentified).count
        let again = try bench.wait {
            show()
            return try bench.events(EventType.memberIdentified).count > before ? true : nil
        }
        #expect(again == true)
        bench.stop()
        try bench.core.start()
        try bench.core.books.setKey(scheme: "member", value: "6001", key: nil)
        try bench.start()
        let refused = try bench.wait {
            show()
            return try bench.events(EventType.codeUnrecognised).last { $0.data["reason"] == "unknown-member" }
        }
        #expect(refused != nil)
    }

    @Test("a restart ends the time in which the same code is the same event: it was scanned again, and is taken again")
    func repeats() throws {
        let bench = try StationBench()
        defer { bench.end() }
        bench.settings.codes = [try profile(.barcode([]), "M:<member:digits 1..20>")]
        bench.settings.lanes[0].scanners[0].repeatWindow = 60_000
        try bench.start()
        bench.scan("M:6001")
        bench.scan("M:6001")
        #expect(try sees(bench, EventType.memberIdentified).count == 1)
        bench.stop()
        try bench.start()
        bench.scan("M:6001")
        bench.scan("M:6001")
        #expect(try sees(bench, EventType.memberIdentified, times: 2).count == 2)
    }

    @Test("a cashier's badge signs in on the lane, and is signed in after a restart")
    func staff() throws {
        let bench = try StationBench()
        defer { bench.end() }
        bench.settings.codes = [try profile(.barcode([]), "S:<member:digits 6>", staff: true)]
        try bench.start()
        bench.scan("S:000042")
        let event = try #require(try sees(bench, EventType.staffSignedIn).first)
        bench.stop()
        try bench.start()
        let staff = try bench.wait {
            bench.access?.lane(StationBench.lane)?["staff"].flatMap { $0 == .null ? nil : $0 }
        }
        #expect(staff?["event"]?.stringValue == event.id.text)
        #expect(staff?["credential"]?["masked"] == "*****2")
    }
}
