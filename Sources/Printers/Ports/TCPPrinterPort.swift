import Glibc
import Linux

/// A printer by TCP, one connection kept for as long as it lives.
final class TCPPrinterPort: PrinterPort {
    /// What may be unacknowledged: enough for the speed of any head, little enough that a status request is not late.
    static let mostPending = 16_384

    private let socket: StreamSocket

    init(host: String, port: UInt16, until deadline: Deadline) throws(LinuxError) {
        socket = try TCPSocket.connect(host: host, port: port, until: deadline)
        // A printer that was switched off says nothing any more; the kernel finds out without waking anybody.
        socket.keepAlive(idle: 5, interval: 3, count: 3)
    }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        guard try waitReadable(socket.descriptor, until: deadline, wake: wake),
            let bytes = try socket.read(upTo: 4_096, until: .now)
        else {
            return []
        }
        guard !bytes.isEmpty else {
            throw LinuxError(call: "read", errno: ECONNRESET)
        }
        return bytes
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        let room = Self.mostPending - (try pendingOutput())
        return room > 0 ? try socket.write(Array(bytes.prefix(room)), until: .now) : 0
    }

    func pendingOutput() throws(LinuxError) -> Int {
        try socket.pendingOutput()
    }

    func setHandshake(_ on: Bool) {}

    func close() {
        socket.close()
    }
}
