import Glibc
import Linux

/// The devices of one USB/IP server, reached by TCP without help of the kernel.
///
/// The protocol has no news of plugging: `waitForChange` returns every 250 ms, or as often as asked for, and the list is to be read again.
public final class USBIPBus: USBBus {
    private struct State: Sendable {
        var links: [USBIPLink] = []
        var revision: UInt64 = 0
        var isStopped = false
    }

    private static let answerTime = 2_000

    public let name: String
    private let host: String
    private let port: UInt16
    private let lookEvery: Int
    private let state = ConditionBox(State())
    private let wakeUp: EventFD

    /// - Parameters:
    ///   - port: 3240 is the protocol's own.
    ///   - lookEvery: milliseconds between two looks at the server's list.
    public init(host: String, port: UInt16 = 3240, lookEvery: Int = 250) throws(USBError) {
        self.lookEvery = lookEvery
        self.host = host
        self.port = port
        name = "usbip \(host):\(port)"
        do throws(LinuxError) {
            wakeUp = try EventFD()
        } catch {
            throw USBError(call: error.call, code: .noMemory, number: error.errno)
        }
    }

    public func run() {
        ThreadName.set("usbip")
        var giveUp = Deadline.never
        while true {
            let (links, isStopped) = state.withLock { ($0.links, $0.isStopped) }
            if isStopped {
                giveUp = giveUp == .never ? .after(milliseconds: 2_000) : giveUp
                if links.isEmpty || giveUp.isPast {
                    return
                }
            }
            var watched: [(descriptor: Int32, events: Poll.Events)] = [(wakeUp.descriptor, .readable)]
            for link in links {
                watched.append((link.socket.descriptor, link.hasUnsent ? [.readable, .writable] : .readable))
            }
            guard let answers = try? Poll.wait(watched, until: isStopped ? .after(milliseconds: 50) : .never) else {
                return
            }
            wakeUp.drain()
            for (link, events) in zip(links, answers.dropFirst()) where !events.isEmpty {
                if events.contains(.writable) {
                    link.send()
                }
                if events != .writable, !link.receive() {
                    lost(link)
                }
            }
        }
    }

    public func stop() {
        state.withLock { $0.isStopped = true }
        wakeWaiters()
        wake()
    }

    public func wakeWaiters() {
        state.update { $0.revision &+= 1 }
    }

    public func waitForChange(after known: UInt64, until deadline: Deadline) -> UInt64 {
        let look = Deadline.after(milliseconds: lookEvery)
        let told = state.wait(until: min(deadline, look)) { $0.revision != known ? $0.revision : nil }
        return told
            ?? state.withLock { state in
                state.revision &+= 1
                return state.revision
            }
    }

    public func devices() throws(USBError) -> [USBDeviceInfo] {
        let socket = try ask(.list)
        defer { socket.close() }
        let deadline = Deadline.after(milliseconds: Self.answerTime)
        return try USBIPReply.devices(of: "\(host):\(port)", place: name) { count throws(USBError) in
            try read(count, of: socket, .list, until: deadline)
        }
    }

    public func open(_ device: USBDeviceInfo) throws(USBError) -> USBDevice {
        let place = device.location.description
        let operation = USBIPOperation.import(busID: device.location.path)
        let socket = try ask(operation)
        let deadline = Deadline.after(milliseconds: Self.answerTime)
        let export: USBIPExport
        do throws(USBError) {
            export = try USBIPReply.export(of: device.location.path, place: place) { count throws(USBError) in
                try read(count, of: socket, operation, until: deadline)
            }
            guard export.deviceID == device.address else {
                throw USBError(call: operation.name, code: .noDevice, place: place)
            }
        } catch {
            socket.close()
            throw error
        }
        let link = USBIPLink(bus: self, place: place, deviceID: export.deviceID, socket: socket)
        state.update { $0.links.append(link) }
        wake()
        let opened = USBDevice(info: device, link: link)
        // Where the kernel would have done it for a device on its own ports.
        try opened.control(.setConfiguration(max(1, export.configuration)), until: deadline)
        return opened
    }

    /// Lets `run()` look at its links again.
    func wake() {
        wakeUp.signal()
    }

    /// A link is closed by its owner.
    func closed(_ link: USBIPLink) {
        state.update { $0.links.removeAll { $0 === link } }
        wake()
    }

    /// A connection broke, which mostly is a device unplugged at the server.
    private func lost(_ link: USBIPLink) {
        state.update { state in
            state.links.removeAll { $0 === link }
            state.revision &+= 1
        }
    }

    private func ask(_ operation: USBIPOperation) throws(USBError) -> StreamSocket {
        let deadline = Deadline.after(milliseconds: Self.answerTime)
        let socket: StreamSocket
        do throws(LinuxError) {
            socket = try TCPSocket.connect(host: host, port: port, until: deadline)
        } catch {
            throw USBError(call: operation.name, code: .noDevice, number: error.errno, place: name)
        }
        do throws(LinuxError) {
            try socket.writeAll(operation.bytes, until: deadline)
            return socket
        } catch {
            socket.close()
            throw USBError(call: operation.name, code: .noDevice, number: error.errno, place: name)
        }
    }

    private func read(
        _ count: Int,
        of socket: StreamSocket,
        _ operation: USBIPOperation,
        until deadline: Deadline
    ) throws(USBError) -> [UInt8] {
        do throws(LinuxError) {
            return try socket.readExactly(count, until: deadline)
        } catch {
            throw USBError(
                call: operation.name,
                code: error.isTimeout ? .timeout : .noDevice,
                number: error.errno,
                place: name
            )
        }
    }
}
