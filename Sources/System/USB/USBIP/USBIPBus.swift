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

    /// A server has at most this many devices, or it is none.
    private static let mostDevices = 256
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
        let (socket, head) = try ask(.list)
        defer { socket.close() }
        let call = "OP_REQ_DEVLIST"
        guard head == 0 else {
            throw USBError(call: call, code: .other, number: Int32(truncatingIfNeeded: head), place: name)
        }
        let deadline = Deadline.after(milliseconds: Self.answerTime)
        let count = USBIPWire.word32(try read(4, of: socket, call, until: deadline), 0)
        guard count <= Self.mostDevices else {
            throw malformed(call, "\(count) devices")
        }
        var found: [USBDeviceInfo] = []
        for _ in 0..<count {
            let record = try read(USBIPWire.deviceRecord, of: socket, call, until: deadline)
            guard let export = USBIPExport(record: record) else {
                throw malformed(call, "a device record")
            }
            let classes = try read(4 * export.interfaces.count, of: socket, call, until: deadline)
            guard let location = USBLocation(server: "\(host):\(port)", path: export.busID),
                !found.contains(where: { $0.location == location })
            else {
                throw malformed(call, "a bus id that is no name, or stands twice")
            }
            let info = USBDeviceInfo(
                location: location,
                address: export.deviceID,
                vendor: export.vendor,
                product: export.product,
                release: export.release,
                deviceClass: export.deviceClass,
                speed: USBSpeed(rawValue: export.speed) ?? .unknown,
                interfaces: export.interfaces.indices.map { index in
                    USBClass(classes[4 * index], classes[4 * index + 1], classes[4 * index + 2])
                }
            )
            if !info.deviceClass.isHub {
                found.append(info)
            }
        }
        return found.sorted { $0.location < $1.location }
    }

    public func open(_ device: USBDeviceInfo) throws(USBError) -> USBDevice {
        let call = "OP_REQ_IMPORT"
        let place = device.location.description
        let (socket, head) = try ask(.import(busID: device.location.path))
        guard head == 0 else {
            socket.close()
            // The protocol has one answer for "no such device" and for "another client has it".
            throw USBError(call: call, code: .busy, number: Int32(truncatingIfNeeded: head), place: place)
        }
        let deadline = Deadline.after(milliseconds: Self.answerTime)
        let link: USBIPLink
        let configuration: UInt8
        do throws(USBError) {
            let record = try read(USBIPWire.deviceRecord, of: socket, call, until: deadline)
            guard let export = USBIPExport(record: record) else {
                throw malformed(call, "a device record")
            }
            guard export.busID == device.location.path, export.deviceID == device.address else {
                throw USBError(call: call, code: .noDevice, place: place)
            }
            configuration = export.configuration
            link = USBIPLink(bus: self, place: place, deviceID: export.deviceID, socket: socket)
        } catch {
            socket.close()
            throw error
        }
        state.update { $0.links.append(link) }
        wake()
        let opened = USBDevice(info: device, link: link)
        // Where the kernel would have done it for a device on its own ports.
        try opened.control(.setConfiguration(max(1, configuration)), until: deadline)
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

    private func ask(_ operation: USBIPOperation) throws(USBError) -> (StreamSocket, UInt32) {
        let call = operation == .list ? "OP_REQ_DEVLIST" : "OP_REQ_IMPORT"
        let deadline = Deadline.after(milliseconds: Self.answerTime)
        let socket: StreamSocket
        do throws(LinuxError) {
            socket = try TCPSocket.connect(host: host, port: port, until: deadline)
        } catch {
            throw USBError(call: call, code: .noDevice, number: error.errno, place: name)
        }
        do throws(USBError) {
            do throws(LinuxError) {
                try socket.writeAll(operation.bytes, until: deadline)
            } catch {
                throw USBError(call: call, code: .noDevice, number: error.errno, place: name)
            }
            let head = try read(USBIPOperation.headLength, of: socket, call, until: deadline)
            guard let status = USBIPOperation.status(ofReply: head, to: operation) else {
                throw malformed(call, "the answer's head")
            }
            return (socket, status)
        } catch {
            socket.close()
            throw error
        }
    }

    private func read(
        _ count: Int,
        of socket: StreamSocket,
        _ call: String,
        until deadline: Deadline
    ) throws(USBError) -> [UInt8] {
        do throws(LinuxError) {
            return try socket.readExactly(count, until: deadline)
        } catch {
            throw USBError(
                call: call,
                code: error.isTimeout ? .timeout : .noDevice,
                number: error.errno,
                place: name
            )
        }
    }

    private func malformed(_ call: String, _ detail: String) -> USBError {
        USBError(call: call, code: .malformed, place: name, detail: detail)
    }
}
