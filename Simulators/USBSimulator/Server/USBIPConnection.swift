import Linux
import Synchronization
import USB

/// One client of the server: asks for the list or takes a device, then sends URBs until one side ends.
package final class USBIPConnection: Sendable {
    /// No simulated device has a longer message.
    private static let longestData = 1 << 20

    private let stream: any USBIPStream
    private let ports: USBIPPorts
    private let writing = Mutex(())

    package init(_ stream: any USBIPStream, to ports: USBIPPorts) {
        self.stream = stream
        self.ports = ports
    }

    /// Ends the connection from any thread.
    func end() {
        stream.end()
    }

    /// Serves until the end.
    package func run() {
        defer {
            ports.ended(self)
            stream.end()
        }
        do throws(LinuxError) {
            let head = try stream.read(USBIPOperation.headLength)
            guard let length = USBIPOperation.bodyLength(ofRequest: head),
                let operation = USBIPOperation(head: head, body: try stream.read(length))
            else {
                return
            }
            switch operation {
            case .list:
                try write(USBIPOperation.listReply(ports.exports))
            case .import(let path):
                guard let (device, turn, export) = ports.take(path, for: self) else {
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

    /// Sends an answer of the device; a client that does not take it is given up.
    func answer(_ answer: USBIPAnswer, _ data: [UInt8]) {
        do throws(LinuxError) {
            try write(answer.head + data)
        } catch {
            end()
        }
    }

    private func serve(_ device: SimulatedDevice) throws(LinuxError) {
        while true {
            guard let command = USBIPCommand(head: try stream.read(USBIPCommand.headLength))
            else {
                return
            }
            switch command {
            case .submit(let urb):
                guard urb.length <= Self.longestData else {
                    return
                }
                device.submit(urb, data: urb.isIn ? [] : try stream.read(Int(urb.length)))
            case .unlink(let sequence, _, let victim):
                device.unlink(victim, sequence: sequence)
            }
        }
    }

    private func write(_ bytes: [UInt8]) throws(LinuxError) {
        try writing.withLock { _ throws(LinuxError) in
            try stream.write(bytes)
        }
    }
}
