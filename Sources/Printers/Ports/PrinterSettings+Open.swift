import Linux

extension PrinterSettings.Port {
    /// Opens the line. A host name that must be resolved may block past the deadline; an address does not.
    func open(until deadline: Deadline) throws(LinuxError) -> any PrinterPort {
        switch self {
        case .serial(let path, let baud, let flow): try SerialPrinterPort(path: path, baud: baud, flow: flow)
        case .tcp(let host, let port): try TCPPrinterPort(host: host, port: port, until: deadline)
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
}
