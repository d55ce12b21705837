import Glibc
import Linux
import Runtime
import USB

/// A USB/IP server that says exactly what a test wants, and then ends the connection of a list.
final class ScriptedServer: Sendable {
    /// What to send for an operation (no command yet) or for a URB command.
    typealias Script = @Sendable (USBIPOperation, USBIPCommand?) -> [[UInt8]]

    let port: UInt16
    private let listener: SocketListener
    private let threads = ConditionBox<[DeviceThread]>([])
    private let sockets = ConditionBox<[StreamSocket]>([])

    init(_ script: @escaping Script) throws {
        listener = try TCPSocket.listen(port: 0)
        port = listener.port
        let thread = try DeviceThread.start("scripted") { [self] in
            Signals.block([SIGPIPE])
            while let socket = try? listener.accept(until: .never) {
                sockets.withLock { $0.append(socket) }
                try? serve(socket, script)
            }
        }
        threads.withLock { $0.append(thread) }
    }

    func stop() {
        listener.stop()
        sockets.withLock { $0 }.forEach { $0.shutdown() }
        threads.withLock { $0 }.forEach { $0.join(until: .after(milliseconds: 5_000)) }
        listener.close()
    }

    private func serve(_ socket: StreamSocket, _ script: Script) throws(LinuxError) {
        defer { socket.shutdown() }
        let head = try socket.readExactly(8, until: .never)
        guard let length = USBIPOperation.bodyLength(ofRequest: head),
            let operation = USBIPOperation(head: head, body: try socket.readExactly(length, until: .never))
        else {
            return
        }
        for part in script(operation, nil) {
            try socket.writeAll(part, until: .never)
        }
        guard operation != .list else {
            return
        }
        while let command = USBIPCommand(head: try socket.readExactly(48, until: .never)) {
            if case .submit(let urb) = command, !urb.isIn {
                _ = try socket.readExactly(Int(urb.length), until: .never)
            }
            for part in script(operation, command) {
                try socket.writeAll(part, until: .never)
            }
        }
    }
}
