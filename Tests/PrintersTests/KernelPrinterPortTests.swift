import Foundation
import Glibc
import Linux
import Testing

@testable import Printers

/// The node of usblp, as far as a pseudo-terminal under a made-up `/sys` and `/dev` can stand for it.
@Suite("A printer's node", .waiting)
struct KernelPrinterPortTests {
    private final class Machine {
        let root: String
        private var lines: [PseudoTerminal] = []

        init() throws {
            root = try Files.makeTemporaryFolder("printer-nodes")
            try FileManager.default.createDirectory(atPath: root + "/dev/usb", withIntermediateDirectories: true)
            try FileManager.default.createDirectory(
                atPath: root + "/sys/class/usbmisc",
                withIntermediateDirectories: true
            )
        }

        deinit {
            lines.forEach { $0.close() }
            try? FileManager.default.removeItem(atPath: root)
        }

        @discardableResult
        func plug(_ node: String, at port: String, serial: String? = nil) throws -> PseudoTerminal {
            let line = try PseudoTerminal()
            lines.append(line)
            let files = FileManager.default
            let device = "\(root)/sys/devices/\(port)"
            let interface = "\(device)/\(port):1.0"
            try files.createDirectory(atPath: interface, withIntermediateDirectories: true)
            try Data("04b8\n".utf8).write(to: URL(fileURLWithPath: device + "/idVendor"))
            try Data("0202\n".utf8).write(to: URL(fileURLWithPath: device + "/idProduct"))
            try Data("MFG:EPSON;MDL:TM-T88V;\n".utf8).write(to: URL(fileURLWithPath: interface + "/ieee1284_id"))
            if let serial {
                try Data((serial + "\n").utf8).write(to: URL(fileURLWithPath: device + "/serial"))
            }
            try files.createDirectory(atPath: "\(root)/sys/class/usbmisc/\(node)", withIntermediateDirectories: true)
            try files.createSymbolicLink(
                atPath: "\(root)/sys/class/usbmisc/\(node)/device",
                withDestinationPath: interface
            )
            try files.createSymbolicLink(atPath: "\(root)/dev/usb/\(node)", withDestinationPath: line.path)
            return line
        }

        func unplug(_ node: String) throws {
            try FileManager.default.removeItem(atPath: "\(root)/sys/class/usbmisc/\(node)")
            try FileManager.default.removeItem(atPath: "\(root)/dev/usb/\(node)")
        }
    }

    @Test("is found by its port, its serial number or both, whatever its number is")
    func found() throws {
        let machine = try Machine()
        let first = try machine.plug("lp0", at: "1-2.4", serial: "A")
        let second = try machine.plug("lp1", at: "1-3", serial: "B")
        for (place, line) in [
            (USBPrinterPlace(port: "1-2.4"), first), (USBPrinterPlace(serialNumber: "B"), second),
            (USBPrinterPlace(model: "04b8:0202", port: "1-3", serialNumber: "B"), second),
        ] {
            let port = try KernelPrinterPort(place, root: machine.root)
            #expect(port.identity.deviceID == "MFG:EPSON;MDL:TM-T88V;")
            #expect(port.identity.serialNumber == (line === first ? "A" : "B"))
            #expect(try port.write([0x10, 0x04, 0x01]) == 3)
            #expect(try line.read(upTo: 10, until: .after(milliseconds: 5_000)) == [0x10, 0x04, 0x01])
            _ = try line.write([0x12], until: .now)
            #expect(try port.read(until: .after(milliseconds: 5_000), wake: EventFD()) == [0x12])
            port.close()
        }
        try machine.unplug("lp0")
        try machine.unplug("lp1")
        // Back in the other order, with the other numbers.
        try machine.plug("lp1", at: "1-4", serial: "A")
        let port = try KernelPrinterPort(USBPrinterPlace(serialNumber: "A"), root: machine.root)
        #expect(port.identity.serialNumber == "A")
    }

    @Test(
        "is not found by the model alone of another port or serial number",
        arguments: [
            USBPrinterPlace(model: "04b8:0202", port: "1-9"), USBPrinterPlace(port: "1-3", serialNumber: "A"),
            USBPrinterPlace(model: "0519:0003", port: "1-3"), USBPrinterPlace(serialNumber: "C"),
        ]
    )
    func elsewhere(place: USBPrinterPlace) throws {
        let machine = try Machine()
        try machine.plug("lp0", at: "1-2.4", serial: "A")
        try machine.plug("lp1", at: "1-3")
        let error = #expect(throws: LinuxError.self) { try KernelPrinterPort(place, root: machine.root) }
        #expect(error?.errno == ENODEV)
    }

    @Test("that takes nothing holds nobody up")
    func held() throws {
        let machine = try Machine()
        try machine.plug("lp0", at: "1-1")
        let port = try KernelPrinterPort(USBPrinterPlace(port: "1-1"), root: machine.root)
        defer { port.close() }
        let bytes = [UInt8](repeating: 0x55, count: 1 << 20)
        var sent = 0
        while true {
            let taken = try port.write(bytes[sent...])
            guard taken > 0 else {
                break
            }
            sent += taken
        }
        #expect((1..<bytes.count).contains(sent))
        #expect(try port.write(bytes[...]) == 0)
    }

    @Test("that goes away is told by reading")
    func gone() throws {
        let machine = try Machine()
        let line = try machine.plug("lp0", at: "1-1")
        let port = try KernelPrinterPort(USBPrinterPlace(port: "1-1"), root: machine.root)
        defer { port.close() }
        line.close()
        let wake = try EventFD()
        let end = Deadline.after(milliseconds: 300)
        // A terminal that hung up ends its stream; usblp says ENODEV. Both are no bytes and no spinning.
        #expect((try? port.read(until: end, wake: wake)) ?? [] == [])
        #expect(end.isPast || (try? port.write([1])) == nil)
    }
}
