import Linux

/// The network connector: raw printing over TCP, one host at a time; others wait until it leaves.
final class NetworkConnector: PrinterPort {
    /// Kept while the printer is off: a host that looks for it must not find another there.
    private let reservation: PortReservation
    private var listener: SocketListener?
    private var socket: StreamSocket?
    /// The host closed its side: it may still read answers.
    private var isFinished = false
    private var hosts = 0

    init(port: UInt16) throws(LinuxError) {
        reservation = try TCPSocket.reserve(port: port)
        listener = try TCPSocket.listen(port: reservation.port)
    }

    var port: UInt16 { reservation.port }

    var hold: PortHold { .window }
    var bytesPerSecond: Int? { nil }
    var host: Int? { socket == nil ? nil : hosts }

    func read(upTo count: Int) -> [UInt8] {
        if socket == nil || isFinished {
            takeNextHost()
        }
        guard let socket, !isFinished else {
            return []
        }
        do throws(LinuxError) {
            guard let bytes = try socket.read(upTo: count, until: .now) else {
                return []
            }
            isFinished = bytes.isEmpty
            return bytes
        } catch {
            leave()
            return []
        }
    }

    func write(_ bytes: [UInt8]) -> Int {
        guard let socket else {
            return 0
        }
        do throws(LinuxError) {
            return try socket.write(bytes, until: .now)
        } catch {
            leave()
            return 0
        }
    }

    func watched(reading: Bool, writing: Bool) -> [(descriptor: Int32, events: Poll.Events)] {
        var watched: [(descriptor: Int32, events: Poll.Events)] = []
        if let socket {
            // The end of the host's bytes is readable for ever.
            let events: Poll.Events = reading && !isFinished ? .readable : []
            let all = writing ? events.union(.writable) : events
            if !all.isEmpty {
                watched.append((socket.descriptor, all))
            }
        }
        if let listener, socket == nil || isFinished {
            watched.append((listener.descriptor, .readable))
        }
        return watched
    }

    func hasWaitingBytes() -> Bool {
        guard let socket, !isFinished else {
            return false
        }
        return (try? Poll.wait(socket.descriptor, for: .readable, until: .now)) ?? false
    }

    func settle() {
        if isFinished {
            leave()
        }
    }

    func setAlive(_ alive: Bool) {
        if !alive {
            socket?.resetOnClose()
            leave()
            listener?.close()
            listener = nil
        } else if listener == nil {
            listener = try? TCPSocket.listen(port: port)
        }
    }

    func close() {
        leave()
        listener?.close()
        listener = nil
    }

    private func takeNextHost() {
        guard let next = (try? listener?.accept(until: .now)) ?? nil else {
            return
        }
        leave()
        socket = next
        hosts += 1
    }

    private func leave() {
        socket?.close()
        socket = nil
        isFinished = false
    }
}
