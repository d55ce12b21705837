import Linux
import Testing
import USB
import USBSimulator

@Suite("USB devices over a USB/IP client of our own")
struct USBIPBusTests {
    @Test("a device is listed with its model, speed, classes and port")
    func listed() throws {
        let bench = try USBBench()
        defer { bench.end() }
        #expect(try bench.bus.devices().isEmpty)
        bench.server.plug(USBBench.keyboard(), at: "1-2.4")
        let info = try #require(try bench.bus.devices().first)
        #expect(info.model == "0c2e:0b61")
        #expect(info.location.path == "1-2.4")
        #expect(info.location.server == "127.0.0.1:\(bench.server.port)")
        #expect(info.speed == .full)
        #expect(info.interfaces == [USBClass(3, 1, 1)])
    }

    @Test("descriptors and strings are read from the open device")
    func descriptors() throws {
        let bench = try USBBench()
        defer { bench.end() }
        bench.server.plug(USBBench.keyboard(serial: "SN 0001"))
        let device = try bench.open()
        #expect(try device.serialNumber(until: USBBench.soon()) == "SN 0001")
        #expect(try device.productName(until: USBBench.soon()) == "Simulated Scanner")
        let configuration = try device.configuration(until: USBBench.soon())
        #expect(configuration.interfaces.first?.reportDescriptorLength == 7)
        let report = try device.read(
            USBControlRequest(requestType: 0x81, request: 6, value: 0x2200, index: 0, length: 7),
            until: USBBench.soon()
        )
        #expect(report == [0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0xC0])
    }

    @Test("a device without a serial number has none")
    func noSerial() throws {
        let bench = try USBBench()
        defer { bench.end() }
        bench.server.plug(USBBench.keyboard())
        let device = try bench.open()
        #expect(try device.serialNumber(until: USBBench.soon()) == nil)
    }

    @Test("messages come whole and in order: 337 bytes in packets of 8, and 20 in a row")
    func messages() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let readings = Readings()
        let input = device.input(from: endpoint, length: 337, deliver: readings.deliver)
        try input.start()
        let swipe = (0..<337).map { UInt8(truncatingIfNeeded: $0) }
        keyboard.send(swipe)
        #expect(readings.data(1) == [swipe])
        let reports = (0..<20).map { [UInt8](repeating: UInt8($0), count: 7) }
        for report in reports {
            #expect(keyboard.send(report, whenFull: .wait(until: USBBench.soon())))
        }
        #expect(readings.data(21) == [swipe] + reports)
        #expect(keyboard.drops == 0)
    }

    @Test("a message longer than the descriptor says is seen as such, not as a broken bus")
    func tooLong() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let keyboard = USBBench.keyboard(packetSize: 64)
        bench.server.plug(keyboard)
        let device = try bench.open()
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let readings = Readings()
        try device.input(from: endpoint, length: 9, deliver: readings.deliver).start()
        keyboard.send([UInt8](repeating: 1, count: 60))
        #expect(readings.data(1).first?.count == 60)
    }

    @Test("without a reader 16 messages wait, the seventeenth is lost and counted")
    func fifo() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        for number in 0..<17 {
            #expect(keyboard.send([UInt8(number)]) == (number < 16))
        }
        #expect(keyboard.drops == 1)
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let readings = Readings()
        try device.input(from: endpoint, length: 8, deliver: readings.deliver).start()
        #expect(readings.data(16) == (0..<16).map { [UInt8($0)] })
    }

    @Test("a request the device refuses is a stall, and the next one works")
    func stall() throws {
        let bench = try USBBench()
        defer { bench.end() }
        bench.server.plug(USBBench.keyboard())
        let device = try bench.open()
        let odd = USBControlRequest(requestType: 0xC0, request: 0x55, value: 0, index: 0, length: 4)
        do throws(USBError) {
            _ = try device.read(odd, until: USBBench.soon())
            Issue.record("an unknown request was answered")
        } catch {
            #expect(error.code == .stall)
        }
        #expect(try device.productName(until: USBBench.soon()) == "Simulated Scanner")
    }

    @Test("a halted endpoint is told once, cleared, and read on")
    func halt() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let readings = Readings()
        let input = device.input(from: endpoint, length: 8, deliver: readings.deliver)
        try input.start()
        keyboard.halt()
        #expect(readings.failure()?.code == .stall)
        #expect(readings.failures == 1)
        try device.clearHalt(endpoint)
        try input.start()
        keyboard.send([7])
        #expect(readings.data(1) == [[7]])
        #expect(readings.failures == 1)
    }

    @Test("a mute device is a timeout, and closing it does not hang")
    func mute() throws {
        let bench = try USBBench()
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        keyboard.setFaults(.mute)
        do throws(USBError) {
            _ = try device.serialNumber(until: .after(milliseconds: 50))
            Issue.record("a mute device answered")
        } catch {
            #expect(error.code == .timeout)
        }
        device.close()
        #expect(bench.end())
    }

    @Test("a transfer that is taken back leaves the device as it was")
    func takenBack() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let first = Readings()
        let input = device.input(from: endpoint, length: 8, deliver: first.deliver)
        try input.start()
        input.stop()
        // The stop has passed the server when a later request is answered.
        _ = try device.productName(until: USBBench.soon())
        keyboard.send([1])
        let second = Readings()
        try device.input(from: endpoint, length: 8, deliver: second.deliver).start()
        #expect(second.data(1) == [[1]])
        #expect(first.data.isEmpty)
        #expect(first.failures == 0)
    }

    @Test("unplugging in the middle of transfers is told at once, and nothing hangs")
    func unplugged() throws {
        let bench = try USBBench()
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let readings = Readings()
        try device.input(from: endpoint, length: 8, deliver: readings.deliver).start()
        let known = bench.bus.waitForChange(after: 0, until: .now)
        bench.server.unplug("1-1")
        #expect(readings.failure()?.code == .noDevice)
        #expect(bench.bus.waitForChange(after: known, until: USBBench.soon()) != known)
        do throws(USBError) {
            _ = try device.serialNumber(until: USBBench.soon())
            Issue.record("an unplugged device answered")
        } catch {
            #expect(error.code == .noDevice)
        }
        device.close()
        #expect(bench.end())
    }

    @Test("a device that disappears in the middle of a message gives no half message")
    func vanishes() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let keyboard = USBBench.keyboard()
        bench.server.plug(keyboard)
        let device = try bench.open()
        let endpoint = try #require(try device.configuration(until: USBBench.soon()).interfaces.first?.endpoints.first)
        let readings = Readings()
        try device.input(from: endpoint, length: 64, deliver: readings.deliver).start()
        var faults = DeviceFaults()
        faults.vanishesAfterPackets = 3
        keyboard.setFaults(faults)
        keyboard.send([UInt8](repeating: 1, count: 40))
        #expect(readings.failure()?.code == .noDevice)
        #expect(readings.data.isEmpty)
        #expect(try bench.bus.devices().isEmpty)
    }

    @Test("two equal devices keep their ports when they are plugged in again in the other order")
    func twins() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let left = USBBench.keyboard()
        let right = USBBench.keyboard()
        bench.server.plug(left, at: "1-1")
        bench.server.plug(right, at: "1-2")
        let before = try bench.bus.devices()
        bench.server.unplug("1-1")
        bench.server.unplug("1-2")
        bench.server.plug(right, at: "1-2")
        bench.server.plug(left, at: "1-1")
        let after = try bench.bus.devices()
        #expect(after.map(\.location) == before.map(\.location))
        #expect(Set(after.map(\.address)).isDisjoint(with: before.map(\.address)))
    }

    @Test("a listing from before the replugging opens nothing, and a device in use is busy")
    func stale() throws {
        let bench = try USBBench()
        defer { bench.end() }
        bench.server.plug(USBBench.keyboard())
        let old = try #require(try bench.bus.devices().first)
        let replugged = USBBench.keyboard()
        bench.server.plug(replugged)
        #expect(code { try bench.bus.open(old).close() } == .noDevice)
        // The server learns of the end of a use by the connection's end.
        #expect(replugged.waitUntilReleased())
        let device = try bench.open()
        let now = device.info
        #expect(code { try bench.bus.open(now).close() } == .busy)
        device.close()
        #expect(replugged.waitUntilReleased())
        #expect(code { try bench.bus.open(now).close() } == nil)
    }

    @Test("a server that is not there is told as such")
    func nobody() throws {
        let server = try USBIPServer()
        let port = server.port
        server.stop()
        let bus = try USBIPBus(host: "127.0.0.1", port: port)
        #expect(code { _ = try bus.devices() } == .noDevice)
    }

    private func code(_ body: () throws -> Void) -> USBError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? USBError)?.code
        }
    }
}
