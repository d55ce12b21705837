import Domain
import HID
import Linux
import Scanners
import Testing
import USB
import USBSimulator

@Suite("Scanners and swipers on a bus", .serialized)
struct ScannerServiceTests {
    @Test("a scanner whose layout is to be found out tells it by the label, again and again, and reads nothing")
    func layoutProbe() throws {
        var keyboard = ScannerBench.keyboard
        keyboard.isProbed = true
        let bench = try ScannerBench(settings: ScannerSettings(keyboard: keyboard, answerTime: 300))
        defer { #expect(bench.end()) }
        let german = KeyboardScanner(layout: try #require(KeyboardLayout.named("de")))
        bench.server.plug(german.device)
        let id = bench.id(.scanner, "1-1")
        func sees(_ detail: String) -> Bool {
            bench.sees { told in
                if case .faulted(id, "scanner-layout", let told) = told { told.contains(detail) } else { false }
            }
        }
        #expect(sees(LayoutProbe.label))
        #expect(german.scan("M:6001"))
        #expect(sees("No layout explains"))
        #expect(german.scan(LayoutProbe.label))
        #expect(sees("layout: \"de\""))
        #expect(!bench.all.contains { if case .typed = $0 { true } else { false } })
    }

    @Test("a keyboard-mode scanner of a known maker is told, darkened and read, key by key")
    func keyboard() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let scanner = KeyboardScanner(layout: ScannerBench.us, design: KeyboardScanner.design(serial: "S1"))
        bench.server.plug(scanner.device, at: "1-2.4")
        let id = bench.id(.scanner, "1-2.4", serial: "S1")
        #expect(bench.sees(.connected(id, name: "Simulated Keyboard scanner")))
        #expect(scanner.waitForLamps())
        #expect(scanner.lampStates == [0])
        for code in ["00112233", "aaBB--//", "M:0042 \u{1D}10x", "{}|~\"'"] {
            #expect(scanner.scan(code))
            #expect(bench.sees(.typed(id, code)))
        }
        // Without a terminator the message ends by itself.
        #expect(scanner.scan("no end", end: ""))
        #expect(bench.sees(.typed(id, "no end")))
        #expect(bench.story(id).count == 6)
    }

    @Test("a keyboard of nobody in particular is left alone, unless a rule names it")
    func plainKeyboard() throws {
        let design = DeviceDesign(vendor: 0x046D, product: 0xC31C, manufacturer: "Some", name: "Keyboard")
        let own = KeyboardScanner(layout: ScannerBench.us, design: design)
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        bench.server.plug(own.device, at: "1-1")
        #expect(own.device.waitUntilConfigured())
        #expect(own.device.waitUntilReleased())
        #expect(bench.all.isEmpty)

        let german = try #require(KeyboardLayout.named("de"))
        let rule = ScannerRule(model: "046d:c31c", port: "1-3", keyboard: KeyboardDecoderSettings(layout: german))
        let named = try ScannerBench(settings: ScannerSettings(rules: [rule], keyboard: ScannerBench.keyboard))
        defer { #expect(named.end()) }
        let scanner = KeyboardScanner(layout: german, design: design)
        named.server.plug(scanner.device, at: "1-3")
        let id = named.id(.scanner, "1-3")
        #expect(named.seesConnected(id))
        #expect(scanner.scan("zyZY-ß/?"))
        #expect(named.sees(.typed(id, "zyZY-ß/?")))
    }

    @Test("a device that a rule ignores is left alone, whatever it says of itself")
    func ignored() throws {
        let rule = ScannerRule(model: "0c2e:0b61", isIgnored: true, keyboard: ScannerBench.keyboard)
        let bench = try ScannerBench(settings: ScannerSettings(rules: [rule], keyboard: ScannerBench.keyboard))
        defer { #expect(bench.end()) }
        let scanner = POSScanner()
        bench.server.plug(scanner.device)
        #expect(scanner.device.waitUntilConfigured())
        #expect(scanner.device.waitUntilReleased())
        #expect(bench.all.isEmpty)
    }

    @Test("POS scanners of all four layouts are read, short codes and long ones", arguments: POSReportLayout.allCases)
    func layouts(layout: POSReportLayout) throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let scanner = POSScanner(layout: layout)
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        let long = (0..<40).map { "part\($0)" }.joined(separator: "-")
        for code in ["6901234567892", long] {
            #expect(scanner.scan(Array(code.utf8), aim: "]Q1"))
            #expect(bench.sees { if case .scanned(id, code, _) = $0 { true } else { false } })
        }
        if layout != .symbologyLast {
            #expect(bench.sees(.scanned(id, long, symbology: "]Q1")))
        }
    }

    @Test("a POS scanner is locked, unlocked and made to beep; the lock survives unplugging")
    func actions() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let scanner = POSScanner()
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        bench.service.perform(.preventRead(true), on: id)
        #expect(scanner.waitUntil(locked: true))
        #expect(!scanner.scan([0x31]))
        bench.service.perform(.beep(.goodReadBeep), on: id)
        bench.service.perform(.beep(.errorBeep), on: id)
        #expect(scanner.waitForGoodBeeps(1))
        #expect(scanner.waitForErrorBeeps(1))
        #expect(scanner.isLocked)
        bench.service.perform(.preventRead(false), on: id)
        #expect(scanner.waitUntil(locked: false))
        #expect(scanner.scan([0x31]))
        #expect(bench.sees(.scanned(id, "1", symbology: "]Q1")))
    }

    @Test("MagTek swipers give tracks, blank ones told from unreadable ones; encrypted ones give masked data only")
    func swipers() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let clear = SureSwipe()
        let encrypting = MagneSafe()
        bench.server.plug(clear.device, at: "1-1")
        bench.server.plug(encrypting.device, at: "1-2")
        let first = bench.id(.swiper, "1-1")
        let second = bench.id(.swiper, "1-2")
        #expect(bench.seesConnected(first))
        #expect(bench.seesConnected(second))
        clear.swipe(StripeCard(track1: nil, track2: ";0012345678?", track3: ""))
        #expect(bench.sees(.swiped(first, ["error", ";0012345678?", "blank"])))
        encrypting.swipe(StripeCard(track1: "", track2: ";5452300551227189=080432100000007250?", track3: ""))
        #expect(
            bench.sees { told in
                guard case .swiped(second, let tracks) = told else {
                    return false
                }
                return tracks[1].hasPrefix("encrypted ;5452") && !tracks[1].contains("5452300551227189")
            }
        )
    }

    @Test("a wedge swiper of a known maker is a swiper that types")
    func wedge() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let design = DeviceDesign(vendor: 0x0801, product: 0x0001, manufacturer: "Simulated", name: "Wedge swiper")
        let swiper = KeyboardScanner(layout: ScannerBench.us, design: design)
        bench.server.plug(swiper.device)
        let id = bench.id(.swiper, "1-1")
        #expect(bench.seesConnected(id))
        #expect(swiper.swipe(StripeCard(track1: "%BX^Y?", track2: nil, track3: ";99?")))
        #expect(bench.sees(.typed(id, "%BX^Y?;E?+99?")))
    }

    @Test("a composite scanner is told to send codes instead of keys; what it types all the same is read too")
    func composite() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let scanner = CompositeScanner(layout: ScannerBench.us)
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        #expect(scanner.scan("one"))
        #expect(bench.sees { $0 == .scanned(id, "one", symbology: "]Q1") })
        #expect(scanner.isRedirected)
        #expect(scanner.typeByKeyboard("two"))
        #expect(bench.sees(.typed(id, "two")))
        #expect(bench.told.withLock { $0.count { if case .connected = $0 { true } else { false } } } == 1)
    }

    @Test("two equal scanners keep their ids after unplugging and plugging in again in the other order")
    func twins() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let left = POSScanner()
        let right = POSScanner()
        let (leftID, rightID) = (bench.id(.scanner, "1-1"), bench.id(.scanner, "1-2"))
        bench.server.plug(left.device, at: "1-1")
        bench.server.plug(right.device, at: "1-2")
        #expect(bench.seesConnected(leftID) && bench.seesConnected(rightID))
        bench.server.unplug("1-1")
        bench.server.unplug("1-2")
        #expect(bench.sees(.disconnected(leftID)) && bench.sees(.disconnected(rightID)))
        bench.server.plug(right.device, at: "1-2")
        #expect(bench.seesConnected(rightID, 2))
        bench.server.plug(left.device, at: "1-1")
        #expect(bench.seesConnected(leftID, 2))
        left.scan(Array("left".utf8))
        right.scan(Array("right".utf8))
        #expect(bench.sees(.scanned(leftID, "left", symbology: "]Q1")))
        #expect(bench.sees(.scanned(rightID, "right", symbology: "]Q1")))
    }
}
