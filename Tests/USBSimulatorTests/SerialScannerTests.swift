import HID
import Linux
import Testing
import USB
import USBSimulator

@Suite("A simulated scanner that is a modem")
struct SerialScannerTests {
    /// 19,200 baud, one stop bit, even parity, seven data bits.
    private static let coding: [UInt8] = [0x00, 0x4B, 0x00, 0x00, 0, 2, 7]

    /// Opens the port as the kernel's cdc_acm does.
    private func open(_ device: borrowing USBDevice) throws {
        try device.claim(1)
        try device.control(
            USBControlRequest(requestType: 0x21, request: 0x20, value: 0, index: 0, length: 7),
            sending: Self.coding,
            until: USBBench.soon()
        )
        try device.control(
            USBControlRequest(requestType: 0x21, request: 0x22, value: 3, index: 0, length: 0),
            until: USBBench.soon()
        )
    }

    @Test("it declares a control and a data interface, joined by a union descriptor")
    func declared() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let scanner = SerialScanner()
        bench.server.plug(scanner.device)
        let device = try bench.open()
        let configuration = try device.configuration(until: USBBench.soon())
        #expect(configuration.interfaces.map(\.interfaceClass) == [USBClass(2, 2, 0), USBClass(0x0A, 0, 0)])
        #expect(configuration.interfaces.map { $0.endpoints.map(\.address) } == [[0x81], [0x82, 0x01]])
        let whole = try device.read(
            USBControlRequest(requestType: 0x80, request: 6, value: 0x0200, index: 0, length: 255),
            until: USBBench.soon()
        )
        // Behind the interface's nine bytes: header, call management, ACM, union of interfaces 0 and 1.
        #expect(Array(whole[18..<37]) == [5, 0x24, 0, 0x10, 1, 5, 0x24, 1, 0, 1, 4, 0x24, 2, 2, 5, 0x24, 6, 0, 1])
    }

    @Test("the host sets the line and reads it back; DTR says that the port is open")
    func lineCoding() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let scanner = SerialScanner()
        bench.server.plug(scanner.device)
        let device = try bench.open()
        #expect(!scanner.scan("too early"))
        try open(device)
        #expect(scanner.waitUntilOpen())
        #expect(scanner.modem.line.baud == 19_200)
        #expect(scanner.modem.line.parity == 2)
        #expect(scanner.modem.line.dataBits == 7)
        #expect(scanner.modem.line.requestsToSend)
        let read = USBControlRequest(requestType: 0xA1, request: 0x21, value: 0, index: 0, length: 7)
        #expect(try device.read(read, until: USBBench.soon()) == Self.coding)
    }

    @Test("codes come in the scanner's frame, in pieces where they are long", arguments: SerialScanner.Frame.allCases)
    func codes(frame: SerialScanner.Frame) throws {
        let bench = try USBBench()
        defer { bench.end() }
        let scanner = SerialScanner(frame: frame)
        bench.server.plug(scanner.device)
        let device = try bench.open()
        try open(device)
        let data = try #require(device.configuration(until: USBBench.soon()).interfaces.last)
        let readings = Readings()
        try device.input(from: try #require(data.endpoints.first), length: 64, deliver: readings.deliver).start()
        let codes = ["4006381333931", String(repeating: "0123456789", count: 20)]
        for code in codes {
            #expect(scanner.scan(code))
        }
        #expect(scanner.device.waitUntilTaken())
        // The last packet of each code is short; three full ones come before the long code's.
        let bytes = readings.data(5).flatMap { $0 }
        var decoder = SerialDecoder(framing: frame == .stxETX ? .stxEtx : .line)
        let read = decoder.take(bytes, at: 0).map { event in
            if case .reading(let text) = event { text.withBytes { String(decoding: $0, as: UTF8.self) } } else { "" }
        }
        #expect(read == codes)
    }

    @Test("what the host sends arrives")
    func commands() throws {
        let bench = try USBBench()
        defer { bench.end() }
        let scanner = SerialScanner()
        bench.server.plug(scanner.device)
        let device = try bench.open()
        try open(device)
        let data = try #require(device.configuration(until: USBBench.soon()).interfaces.last)
        let output = try #require(data.endpoints.last)
        #expect(try device.write([0x16, 0x54, 0x0D], to: output, until: USBBench.soon()) == 3)
        #expect(scanner.line.waitForBytes(3) == [0x16, 0x54, 0x0D])
    }
}
