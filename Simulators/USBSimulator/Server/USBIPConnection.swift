import Linux
import Synchronization
import USB

/// One client of the server: asks for the list or takes a device, then sends URBs until one side ends.
final class USBIPConnection: Sendable {
    /// No simulated device has a longer message.
    private static let longestData = 1 << 20

    private let socket: StreamSocket
    private let server: USBIPServer
    private let writing = Mutex(())

    init(socket: StreamSocket, server: USBIPServer) {
        self.socket = socket
        self.server = server
    }

    /// Ends the connection from any thread.
    func end() {
        socket.shutdown()
    }

    /// Serves until the end.
    func run() {
        defer {
            server.ended(self)
            socket.shutdown()
        }
        do throws(LinuxError) {
            let head = try socket.readExactly(USBIPOperation.headLength, until: .never)
            guard let length = USBIPOperation.bodyLength(ofRequest: head),
                let operation = USBIPOperation(head: head, body: try socket.readExactly(length, until: .never))
            else {
                return
            }
            switch operation {
            case .list:
                try write(USBIPOperation.listReply(server.exports))
            case .import(let path):
                guard let (device, turn, export) = server.take(path, for: self) else {
                    try write(USBIPOperation.importReply(nil))
                    return
                }
                defer { device.detach(turn) }
                try write(USBIPOperation.importReply(export))
                try serve(device)
            }
        } catch {
            // The client is gone, which is how every connection ends.
        }
    }

    /// Sends an answer of the device; a client that takes nothing for 5 s is given up.
    func answer(_ answer: USBIPAnswer, _ data: [UInt8]) {
        do throws(LinuxError) {
            try write(answer.head + data)
        } catch {
            end()
        }
    }

    private func serve(_ device: SimulatedDevice) throws(LinuxError) {
        while true {
            guard let command = USBIPCommand(head: try socket.readExactly(USBIPCommand.headLength, until: .never))
            else {
                return
            }
            switch command {
            case .submit(let urb):
                guard urb.length <= Self.longestData else {
                    return
                }
                device.submit(urb, data: urb.isIn ? [] : try socket.readExactly(Int(urb.length), until: .never))
            case .unlink(let sequence, _, let victim):
                device.unlink(victim, sequence: sequence)
            }
        }
    }

    private func write(_ bytes: [UInt8]) throws(LinuxError) {
        try writing.withLock { _ throws(LinuxError) in
            try socket.writeAll(bytes, until: .after(milliseconds: 5_000))
        }
    }
}
