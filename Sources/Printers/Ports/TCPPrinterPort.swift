import Glibc
import Linux

/// A printer by TCP, one connection kept for as long as it lives.
final class TCPPrinterPort: PrinterPort {
    /// What may be unacknowledged: enough for the speed of any head, little enough that a status request is not late.
    static let mostPending = 16_384

    private let socket: StreamSocket
    private let address: String

    init(host: String, port: UInt16, until deadline: Deadline) throws(LinuxError) {
        // An answer may wait in the printer for the word that the one before it has come: with the next question it would be
        // late, and taken for the answer to that.
        socket = try TCPSocket.connect(host: host, port: port, quickAcknowledge: true, until: deadline)
        address = "\(host):\(port)"
        // A printer that was switched off says nothing any more; the kernel finds out without waking anybody.
        socket.keepAlive(idle: 5, interval: 3, count: 3)
    }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        guard try waitReadable(socket.descriptor, until: deadline, wake: wake) else {
            return []
        }
        let bytes = try attempt { () throws(LinuxError) in try socket.read(upTo: 4_096, until: .now) }
        guard bytes?.isEmpty != true else {
            throw LinuxError(call: "connection", errno: ECONNRESET, path: address)
        }
        return bytes ?? []
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        let room = Self.mostPending - (try pendingOutput())
        guard room > 0 else {
            return 0
        }
        return try attempt { () throws(LinuxError) in try socket.write(Array(bytes.prefix(room)), until: .now) }
    }

    func pendingOutput() throws(LinuxError) -> Int {
        try attempt { () throws(LinuxError) in try socket.pendingOutput() }
    }

    func setHandshake(_ on: Bool) {}

    func close() {
        socket.close()
    }

    /// Whether a broken connection is noticed by reading or by writing is chance: it is one reason, and it names the printer.
    private func attempt<Result>(_ body: () throws(LinuxError) -> Result) throws(LinuxError) -> Result {
        do throws(LinuxError) {
            return try body()
        } catch {
            let number = error.errno == EPIPE ? ECONNRESET : error.errno
            throw LinuxError(call: "connection", errno: number, path: address)
        }
    }
}
