import Linux

/// The printer's end of a line in a test.
protocol PrinterWire: Sendable {
    /// What came; nil when nothing did until the deadline, empty when the other side has gone.
    func read(until deadline: Deadline) -> [UInt8]?
    func write(_ bytes: [UInt8])
    func close()
}

/// A serial line.
struct SerialWire: PrinterWire {
    let line: PseudoTerminal

    func read(until deadline: Deadline) -> [UInt8]? { try? line.read(upTo: 4_096, until: deadline) }

    func write(_ bytes: [UInt8]) {
        _ = try? line.write(bytes, until: .after(milliseconds: 1_000))
    }

    func close() {
        line.close()
    }
}

/// One TCP connection.
struct SocketWire: PrinterWire {
    let socket: StreamSocket

    func read(until deadline: Deadline) -> [UInt8]? {
        do {
            return try socket.read(upTo: 4_096, until: deadline)
        } catch {
            return []
        }
    }

    func write(_ bytes: [UInt8]) {
        _ = try? socket.write(bytes, until: .after(milliseconds: 1_000))
    }

    func close() {
        socket.resetOnClose()
        socket.close()
    }
}
