import Glibc
import Linux
import Testing
import USB
import USBSimulator

@testable import Printers

/// The port on a USB interface behind which nothing prints: what a test does not take waits.
@Suite("A printer's USB interface", .waiting)
struct USBPrinterPortTests {
    private static let patience = 10_000

    private func opened(
        _ usb: USBPrinter,
        _ place: USBPrinterPlace = USBPrinterPlace(model: "04b8:0202", port: "1-1"),
        _ body: (USBPrinterPort, EventFD) throws -> Void
    ) throws {
        let ports = try USBPorts()
        defer { ports.close() }
        ports.server.plug(usb.device)
        let port = try USBPrinterPort(
            place,
            on: ports.bus.bus,
            isGivenBack: true,
            until: .after(milliseconds: Self.patience)
        )
        defer { port.close() }
        try body(port, try EventFD())
    }

    /// Takes what the host sends until there are so many bytes.
    private func take(_ count: Int, from usb: USBPrinter) -> [UInt8] {
        var bytes: [UInt8] = []
        let limit = Deadline.after(milliseconds: Self.patience)
        while bytes.count < count, !limit.isPast {
            _ = try? Poll.wait(usb.port.news.descriptor, for: .readable, until: limit)
            usb.port.news.drain()
            bytes += usb.port.take(upTo: .max)
            usb.device.resumeOutput()
        }
        return bytes
    }

    /// Waits until the line fails; with which number.
    private func failure(of port: USBPrinterPort) -> Int32? {
        let limit = Deadline.after(milliseconds: Self.patience)
        while !limit.isPast {
            do throws(LinuxError) {
                _ = try port.pendingOutput()
                usleep(1_000)
            } catch {
                return error.errno
            }
        }
        return nil
    }

    @Test(
        "of its settings the one that speaks is taken, else the one that listens",
        arguments: [
            (SimulatedPrinterInterface.Settings.both, true), (.bidirectional, true), (.unidirectional, false),
            (.vendorClass, true),
        ]
    )
    func settings(settings: SimulatedPrinterInterface.Settings, speaks: Bool) throws {
        let usb = try USBPrinter(settings: settings, design: USBPrinter.design(serial: "S 1"))
        usb.port.show(USBPrinterStatus(isPaperEmpty: true, isSelected: false, hasError: false))
        try opened(usb) { (port, wake) throws in
            #expect(port.identity.serialNumber == "S 1")
            #expect(port.identity.deviceID?.hasPrefix("MFG:EPSON;CMD:ESC/POS;") == true)
            #expect(try port.portStatus() == USBPrinterStatus(byte: 0x28))
            #expect(try port.write([1, 2, 3]) == 3)
            #expect(take(3, from: usb) == [1, 2, 3])
            if speaks {
                usb.device.send([0x12, 0x16])
                #expect(try port.read(until: .after(milliseconds: Self.patience), wake: wake) == [0x12, 0x16])
            } else {
                wake.signal()
                #expect(try port.read(until: .after(milliseconds: Self.patience), wake: wake) == [])
            }
        }
    }

    @Test("an interface of the vendor's own is only taken from a model that is named")
    func vendorClass() throws {
        let usb = try USBPrinter(settings: .vendorClass)
        #expect(throws: LinuxError.self) {
            try opened(usb, USBPrinterPlace(port: "1-1")) { _, _ in }
        }
    }

    @Test("a printer that takes nothing holds nobody up, and no more than a little is on its way")
    func held() throws {
        let usb = try USBPrinter()
        try opened(usb) { (port, wake) throws in
            let bytes = (0..<8_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
            var sent = try port.write(bytes[...])
            #expect(sent == USBPrinterPort.mostPending)
            #expect(try port.write(bytes[sent...]) == 0)
            #expect(try port.pendingOutput() == USBPrinterPort.mostPending)
            // What it takes again arrives once, in order.
            var arrived: [UInt8] = []
            let limit = Deadline.after(milliseconds: 3 * Self.patience)
            while arrived.count < bytes.count, !limit.isPast {
                arrived += take(1, from: usb)
                sent += try port.write(bytes[sent...])
                wake.signal()
                _ = try port.read(until: limit, wake: wake)
                wake.drain()
            }
            #expect(arrived.count == bytes.count)
            #expect(zip(arrived, bytes).allSatisfy { $0 == $1 })
        }
    }

    @Test("a halt of what the printer says loses nothing; a halt of what it takes ends the line, and not the next one")
    func halted() throws {
        let usb = try USBPrinter()
        try opened(usb) { (port, wake) throws in
            usb.device.halt()
            usb.device.send([0x10, 0, 0, 0])
            #expect(try port.read(until: .after(milliseconds: Self.patience), wake: wake) == [0x10, 0, 0, 0])
            usb.device.halt(isIn: false)
            #expect(try port.write([1]) == 1)
            #expect(failure(of: port) == EPIPE)
        }
        try opened(usb) { (port, _) throws in
            #expect(try port.write([2]) == 1)
            #expect(take(1, from: usb) == [2])
        }
    }

    @Test("unplugging is told by reading and by writing")
    func unplugged() throws {
        let usb = try USBPrinter()
        let ports = try USBPorts()
        defer { ports.close() }
        ports.server.plug(usb.device)
        let place = USBPrinterPlace(port: "1-1")
        let limit = Deadline.after(milliseconds: Self.patience)
        let port = try USBPrinterPort(place, on: ports.bus.bus, isGivenBack: true, until: limit)
        defer { port.close() }
        #expect(try port.write([UInt8](repeating: 0, count: 1_000)[...]) == 1_000)
        ports.server.unplug("1-1")
        let wake = try EventFD()
        let read = #expect(throws: LinuxError.self) { try port.read(until: limit, wake: wake) }
        #expect(read?.errno == ENODEV)
        let write = #expect(throws: LinuxError.self) { try port.write([1]) }
        #expect(write?.errno == ENODEV)
    }

    @Test("a printer that answers with nothing all the time is heard when it says something")
    func chatter() throws {
        let usb = try USBPrinter()
        try opened(usb) { (port, wake) throws in
            for _ in 0..<40 {
                usb.device.send([], whenFull: .wait(until: .after(milliseconds: 500)))
            }
            usb.device.send([0x12], whenFull: .wait(until: .after(milliseconds: 500)))
            #expect(try port.read(until: .after(milliseconds: Self.patience), wake: wake) == [0x12])
        }
    }

    @Test("a printer that answers no request is given up in time")
    func mute() throws {
        let usb = try USBPrinter(faults: .mute)
        let ports = try USBPorts()
        defer { ports.close() }
        ports.server.plug(usb.device)
        let error = #expect(throws: LinuxError.self) {
            try USBPrinterPort(
                USBPrinterPlace(port: "1-1"),
                on: ports.bus.bus,
                isGivenBack: true,
                until: .after(milliseconds: 100)
            )
        }
        #expect(error?.errno == ETIMEDOUT)
    }

    @Test("of two with one serial number the port must be named")
    func ambiguous() throws {
        let ports = try USBPorts()
        defer { ports.close() }
        for path in ["1-1", "1-2"] {
            ports.server.plug(try USBPrinter(design: USBPrinter.design(serial: "0000")).device, at: path)
        }
        let limit = Deadline.after(milliseconds: Self.patience)
        let error = #expect(throws: LinuxError.self) {
            try USBPrinterPort(
                USBPrinterPlace(serialNumber: "0000"),
                on: ports.bus.bus,
                isGivenBack: true,
                until: limit
            )
        }
        #expect(error?.errno == ENOTUNIQ)
        let place = USBPrinterPlace(port: "1-2", serialNumber: "0000")
        let port = try USBPrinterPort(place, on: ports.bus.bus, isGivenBack: true, until: limit)
        #expect(port.identity.serialNumber == "0000")
        port.close()
    }
}
