import Counter
import Domain
import Glibc
import Linux
import PrinterSimulator
import Testing
import USB
import USBSimulator

@testable import Printers

/// Whole receipts over USB/IP: the same bytes as through libusb, without a kernel.
@Suite("Printing over USB", .waiting)
struct USBPrinterTests {
    /// 40 lines, more than a printer and the way to it hold while nothing is printed.
    private static let long = JSONValue.string((10..<50).map { "line \($0) of the receipt" }.joined(separator: "\n"))

    private static func text(_ receipt: PrintedReceipt) -> String {
        receipt.text.hasSuffix("\n") ? String(receipt.text.dropLast()) : receipt.text
    }

    @Test("a receipt is printed and confirmed, and the printer is never reset")
    func prints() throws {
        let ports = try USBPorts()
        defer { ports.close() }
        let printer = try ports.printer()
        defer { printer.close() }
        let bench = try ports.bench(USBPrinterPlace(model: "04b8:0202", port: "1-1"))
        defer { bench.end() }
        bench.print(PrinterBench.order("first"))
        bench.print(PrinterBench.order("second", 2))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.waitForReceipts(2)?.map(Self.text) == ["first", "second"])
        #expect(try printer.plugUSB(into: ports.server).port.softResets == 0)
        #expect(printer.unknownBytes.isEmpty)
    }

    @Test(
        "unplugged in the middle of a receipt it is unknown, and plugged in again the printer prints on without being touched",
        arguments: [40, 200, 500]
    )
    func unplugged(bytes: Int) throws {
        let ports = try USBPorts()
        defer { ports.close() }
        let printer = try ports.printer()
        defer { printer.close() }
        let bench = try ports.bench(USBPrinterPlace(serialNumber: "S1"))
        defer { bench.end() }
        #expect(bench.connected())
        printer.pullCable(afterBytes: bytes)
        bench.print(PrinterBench.order(Self.long))
        #expect(bench.outcome() == .unknown(PrinterBench.job(1), problem: "printer-disconnected"))
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        printer.plugCable()
        bench.print(PrinterBench.order("after", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.waitForReceipts(1)?.last.map { Self.text($0).hasSuffix("after") } == true)
    }

    @Test("a printer that says nothing is waited for while its port says that the paper is out")
    func silent() throws {
        let ports = try USBPorts()
        defer { ports.close() }
        let printer = try SimulatedPrinter(.mute)
        defer { printer.close() }
        try printer.plugUSB(into: ports.server)
        printer.removePaper()
        let bench = try ports.bench(USBPrinterPlace(port: "1-1"), answers: false)
        defer { bench.end() }
        bench.print(PrinterBench.order("one"))
        #expect(bench.see { $0 == .waiting(PrinterBench.job(1), problem: "printer-paper-out") })
        #expect(printer.status.receivedBytes == 0)
        printer.loadPaper()
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "none"))
        #expect(printer.waitForReceipts(1)?.map(Self.text) == ["one"])
    }

    @Test("two equal printers keep their places, replugged in either order", arguments: [false, true])
    func twins(reversed: Bool) throws {
        let ports = try USBPorts()
        defer { ports.close() }
        let printers = try ["1-1", "1-2"].map { try ports.printer(serial: "", at: $0) }
        defer { printers.forEach { $0.close() } }
        let benches = try ["1-1", "1-2"].map { try ports.bench(USBPrinterPlace(model: "04b8:0202", port: $0)) }
        defer { benches.forEach { $0.end() } }
        for bench in benches {
            #expect(bench.connected())
        }
        printers.forEach { $0.pullCable() }
        for bench in benches {
            #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        }
        for printer in reversed ? printers.reversed() : printers {
            printer.plugCable()
        }
        for (number, bench) in benches.enumerated() {
            bench.print(PrinterBench.order(.string("lane \(number)")))
        }
        for (number, printer) in printers.enumerated() {
            #expect(printer.waitForReceipts(1)?.map(Self.text) == ["lane \(number)"])
        }
    }

    @Test("a serial number finds its printer at whatever port")
    func moved() throws {
        let ports = try USBPorts()
        defer { ports.close() }
        let other = try ports.printer(serial: "A", at: "1-1")
        let printer = try ports.printer(serial: "B", at: "1-2")
        defer { [other, printer].forEach { $0.close() } }
        let bench = try ports.bench(USBPrinterPlace(serialNumber: "B"))
        defer { bench.end() }
        bench.print(PrinterBench.order("one"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        printer.pullCable()
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        let usb = try printer.plugUSB(into: ports.server, at: "1-2")
        ports.server.plug(usb.device, at: "2-7.1")
        printer.plugCable()
        ports.server.unplug("1-2")
        ports.server.plug(usb.device, at: "2-7.1")
        bench.print(PrinterBench.order("two", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.waitForReceipts(2)?.map(Self.text) == ["one", "two"])
        #expect(other.receipts.isEmpty)
    }

    @Test("what keeps a printer from being opened is told with its cure")
    func advice() throws {
        let place = USBPrinterPlace(model: "04b8:0e15", port: "1-2")
        let refused = LinuxError(call: "libusb_open", errno: EACCES, path: "USB port 1-2")
        let ports = try USBPorts()
        defer { ports.close() }
        #expect(
            ports.port(place).advice(on: refused)
                == "Add to /etc/udev/rules.d/61-countertop-local.rules: SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", "
                + "ATTR{idVendor}==\"04b8\", ATTR{idProduct}==\"0e15\", GROUP=\"countertop\", MODE=\"0660\", "
                + "ATTR{power/control}=\"on\""
        )
        #expect(
            ports.port(USBPrinterPlace(port: "1-2")).advice(on: refused)?.contains(
                "{ID_USB_INTERFACES}==\"*:0701??:*\""
            )
                == true
        )
        #expect(
            PrinterSettings.Port.usblp(place, plugs: nil).advice(on: refused)
                == "Add to /etc/udev/rules.d/61-countertop-local.rules: SUBSYSTEM==\"usbmisc\", KERNEL==\"lp[0-9]*\", "
                + "GROUP=\"countertop\", MODE=\"0660\""
        )
    }
}
