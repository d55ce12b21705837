import Glibc
import Linux
import USB

extension PrinterSettings.Port {
    /// Opens the line. A host name that must be resolved may block past the deadline; an address does not.
    func open(until deadline: Deadline) throws(LinuxError) -> any PrinterPort {
        switch self {
        case .serial(let path, let baud, let flow): try SerialPrinterPort(path: path, baud: baud, flow: flow)
        case .tcp(let host, let port): try TCPPrinterPort(host: host, port: port, until: deadline)
        case .usblp(let place, _): try KernelPrinterPort(place)
        case .usb(let place, let bus, let isGivenBack):
            try USBPrinterPort(place, on: bus.bus, isGivenBack: isGivenBack, until: deadline)
        case .file(let path): try FilePrinterPort(path: path)
        }
    }

    /// Milliseconds for `count` bytes on the line; 0 where the line is not what takes time.
    func milliseconds(for count: Int) -> Int {
        if case .serial(_, let baud, _) = self {
            Int((Int64(count) * 10_000 / Int64(max(1, baud))))
        } else {
            0
        }
    }

    /// Milliseconds until a full line has taken a good part of what it holds.
    var breath: Int {
        if case .serial = self {
            min(20, max(1, milliseconds(for: SerialPrinterPort.mostPending / 2)))
        } else {
            5
        }
    }

    /// Whether nothing but the printer's word keeps its buffer from running over.
    var hasNoHandshake: Bool {
        if case .serial(_, _, .none) = self { true } else { false }
    }

    /// Whether a receipt that was cut off leaves something behind that takes the next one's bytes for its own.
    var mayLeaveTorn: Bool {
        if case .file = self { false } else { true }
    }

    /// Whether nothing lies between this machine and the printer that could hold bytes by itself.
    var isDirect: Bool {
        if case .serial = self { true } else { false }
    }

    /// Who tells of plugging.
    var plugs: PrinterBus? {
        switch self {
        case .usblp(_, let plugs): plugs
        case .usb(_, let bus, _): bus
        case .serial, .tcp, .file: nil
        }
    }

    /// What cures a failure to open it, where the error itself does not say; a sentence.
    func advice(on error: LinuxError) -> String? {
        switch (self, error.errno) {
        case (.serial(let path, _, _), EACCES): "Add to \(UdevRule.file): \(UdevRule.text(serial: path))"
        case (.usblp, EACCES): "Add to \(UdevRule.file): \(UdevRule.printerNodes())"
        case (.usb(let place, _, _), EACCES): "Add to \(UdevRule.file): \(Self.rule(place))"
        case (.usblp, ENOTUNIQ), (.usb, ENOTUNIQ): "Name the printer's “port” as well."
        default: nil
        }
    }

    private static func rule(_ place: USBPrinterPlace) -> String {
        let numbers = place.model?.split(separator: ":").compactMap { UInt16($0, radix: 16) } ?? []
        return numbers.count == 2 ? UdevRule.text(vendor: numbers[0], product: numbers[1]) : UdevRule.printers()
    }
}
