import Domain
import Linux
import Scanners
import Testing
import USB
import USBSimulator

@Suite("Scanners that misbehave", .serialized)
struct ScannerFaultTests {
    private func named(_ faults: DeviceFaults) throws -> (ScannerBench, KeyboardScanner, DeviceID) {
        let rule = ScannerRule(model: "0c2e:0200", keyboard: ScannerBench.keyboard)
        let bench = try ScannerBench(
            settings: ScannerSettings(rules: [rule], keyboard: ScannerBench.keyboard, answerTime: 200)
        )
        let scanner = KeyboardScanner(layout: ScannerBench.us, faults: faults)
        bench.server.plug(scanner.device)
        return (bench, scanner, bench.id(.scanner, "1-1"))
    }

    @Test("a halted endpoint is cleared without a fault, and the next code is read")
    func halted() throws {
        let (bench, scanner, id) = try named(DeviceFaults())
        defer { #expect(bench.end()) }
        #expect(bench.seesConnected(id))
        #expect(scanner.waitForLamps())
        for round in 0..<3 {
            scanner.device.halt()
            #expect(scanner.scan("code \(round)"))
            #expect(bench.sees(.typed(id, "code \(round)")))
        }
        #expect(bench.story(id).count == 4)
    }

    @Test("a host that sleeps and wakes reads on without a replug")
    func suspended() throws {
        let (bench, scanner, id) = try named(DeviceFaults())
        defer { #expect(bench.end()) }
        #expect(bench.seesConnected(id))
        #expect(scanner.waitForLamps())
        #expect(scanner.scan("before"))
        #expect(bench.sees(.typed(id, "before")))
        for round in 1...2 {
            scanner.device.suspend()
            #expect(scanner.device.waitUntilAskedAsleep())
            scanner.device.resume()
            #expect(scanner.device.waitUntilConfigured())
            #expect(scanner.waitForLamps())
            #expect(scanner.scan("after \(round)"))
            #expect(bench.sees(.typed(id, "after \(round)")))
        }
        #expect(bench.story(id).count == 4, "a short sleep is nobody's trouble")
    }

    @Test("a device that answers nothing has a fault, and works when it answers again")
    func mute() throws {
        let (bench, scanner, id) = try named(.mute)
        defer { #expect(bench.end()) }
        #expect(bench.seesFault(id, "scanner-fault"))
        scanner.device.setFaults(DeviceFaults())
        #expect(bench.sees(.recovered(id)))
        #expect(scanner.scan("again"))
        #expect(bench.sees(.typed(id, "again")))
        #expect(bench.story(id).count { if case .faulted = $0 { true } else { false } } == 1)
    }

    @Test("a configuration that breaks off, or a refused report descriptor, is a fault with its reason")
    func descriptors() throws {
        var cut = DeviceFaults()
        cut.configurationCutTo = 20
        var refused = DeviceFaults()
        refused.refusedDescriptors = [0x22]
        for faults in [cut, refused] {
            let (bench, scanner, id) = try named(faults)
            #expect(bench.seesFault(id, "scanner-unreadable"))
            scanner.device.setFaults(DeviceFaults())
            #expect(bench.sees(.recovered(id)))
            #expect(bench.end())
        }
    }

    @Test("class requests that are refused do no harm")
    func refusesRequests() throws {
        var faults = DeviceFaults()
        faults.refusesClassRequests = true
        let (bench, scanner, id) = try named(faults)
        defer { #expect(bench.end()) }
        #expect(bench.seesConnected(id))
        #expect(scanner.scan("stubborn"))
        #expect(bench.sees(.typed(id, "stubborn")))
    }

    @Test("a report that is too short is a fault, the next code is read; one that is too long is read")
    func lengths() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let scanner = POSScanner()
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        scanner.device.send([2, 10, 0x5D])
        #expect(bench.seesFault(id, "scanner-unreadable"))
        #expect(scanner.scan(Array("good".utf8)))
        #expect(bench.sees(.recovered(id)))
        #expect(bench.sees(.scanned(id, "good", symbology: "]Q1")))
        // A report id nobody declared, and more bytes than were declared.
        scanner.device.send([9, 1, 2, 3])
        #expect(bench.sees(2) { if case .faulted = $0 { true } else { false } })
        scanner.device.send([UInt8](repeating: 2, count: 200))
        #expect(scanner.scan(Array("better".utf8)))
        #expect(bench.sees(.scanned(id, "better", symbology: "]Q1")))
    }

    @Test("a device that disappears in the middle of a message is told as gone and read when it is back")
    func vanishes() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let swiper = SureSwipe()
        bench.server.plug(swiper.device)
        let id = bench.id(.swiper, "1-1")
        #expect(bench.seesConnected(id))
        var faults = DeviceFaults()
        faults.vanishesAfterPackets = 20
        swiper.device.setFaults(faults)
        swiper.swipe(StripeCard(track2: ";1?"))
        #expect(bench.sees(.disconnected(id)))
        #expect(!bench.story(id).contains { if case .swiped = $0 { true } else { false } })
        bench.server.plug(swiper.device)
        #expect(bench.seesConnected(id, 2))
        swiper.swipe(StripeCard(track2: ";2?"))
        #expect(bench.sees(.swiped(id, ["blank", ";2?", "blank"])))
        #expect(!bench.story(id).contains { if case .faulted = $0 { true } else { false } })
    }

    @Test("fifty times plugged in and out: each told once, in order, and no thread is left")
    func rounds() throws {
        let bench = try ScannerBench()
        let scanner = POSScanner()
        let id = bench.id(.scanner, "1-1")
        for round in 1...50 {
            bench.server.plug(scanner.device)
            #expect(bench.seesConnected(id, round))
            bench.server.unplug("1-1")
            #expect(bench.sees(round) { $0 == .disconnected(id) })
        }
        let expected = (0..<50).flatMap { _ in
            [ScannerBench.Told.connected(id, name: "Simulated POS scanner"), .disconnected(id)]
        }
        #expect(bench.story(id) == expected)
        #expect(bench.end())
    }

    @Test("two thousand characters typed as fast as the host takes them come whole")
    func fast() throws {
        let bench = try ScannerBench()
        defer { #expect(bench.end()) }
        let scanner = KeyboardScanner(layout: ScannerBench.us)
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        let code = String(repeating: "0123456789", count: 200)
        #expect(scanner.scan(code))
        #expect(bench.sees(.typed(id, code)))
        #expect(scanner.device.drops == 0)
    }

    @Test("a device that is read late is made to wait, and no code is lost, doubled or cut in two")
    func late() throws {
        let gate = ConditionBox(false)
        let bench = try ScannerBench(slowedBy: {
            _ = gate.wait(until: .after(milliseconds: 60_000)) { $0 ? true : nil }
        })
        defer { #expect(bench.end()) }
        let scanner = KeyboardScanner(layout: ScannerBench.us)
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        let codes = (1_000..<1_040).map { "\($0)" + String(repeating: "0123456789", count: 10) }
        var waits = 0
        for report in try #require(scanner.reports(for: codes.joined(separator: "\r"))) {
            // Longer than the silence that ends a message.
            while !scanner.device.send(report, whenFull: .wait(until: .after(milliseconds: 400))) {
                waits += 1
                gate.update { $0 = true }
            }
        }
        #expect(waits > 0, "the device was never made to wait")
        #expect(bench.sees(.typed(id, codes[39])))
        #expect(Array(bench.story(id).dropFirst()) == codes.map { .typed(id, $0) })
    }

    @Test("what was read before the plug was pulled is told before the device is told as gone")
    func pulled() throws {
        let gate = ConditionBox(false)
        let bench = try ScannerBench(slowedBy: {
            _ = gate.wait(until: .after(milliseconds: 20_000)) { $0 ? true : nil }
        })
        defer { #expect(bench.end()) }
        let scanner = POSScanner()
        bench.server.plug(scanner.device)
        let id = bench.id(.scanner, "1-1")
        #expect(bench.seesConnected(id))
        let codes = (0..<5).map { "code \($0)" }
        for code in codes {
            #expect(scanner.scan(Array(code.utf8)) && scanner.device.waitUntilTaken())
        }
        bench.server.unplug("1-1")
        // Another device that is seen tells that the first is seen to be gone.
        bench.server.plug(POSScanner().device, at: "1-2")
        #expect(bench.seesConnected(bench.id(.scanner, "1-2")))
        gate.update { $0 = true }
        #expect(bench.sees(.disconnected(id)))
        #expect(bench.story(id).dropFirst() == codes.map { .scanned(id, $0, symbology: "]Q1") } + [.disconnected(id)])
    }
}
