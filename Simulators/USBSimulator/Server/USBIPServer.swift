import Glibc
import Linux
import Runtime
import USB

/// A USB/IP server whose devices are simulated: for the client of `USBIPBus`, and for the kernel's vhci_hcd.
public final class USBIPServer: Sendable {
    private struct Port: Sendable {
        let device: SimulatedDevice
        let number: UInt32
        var connection: USBIPConnection?
    }

    private struct State: Sendable {
        var ports: [String: Port] = [:]
        var lastNumber: UInt32 = 1
        var connections: [USBIPConnection] = []
        var threads: [DeviceThread] = []
        var isStopped = false
    }

    public let host: String
    /// The TCP port really taken.
    public let port: UInt16
    private let listener: SocketListener
    private let state = ConditionBox(State())

    /// Listens and serves; port 0 takes a free one, 3240 is the protocol's own.
    public init(host: String = "127.0.0.1", port: UInt16 = 0) throws(LinuxError) {
        self.host = host
        listener = try TCPSocket.listen(host: host, port: port)
        self.port = listener.port
        let thread = try DeviceThread.start("usbip server") { [self] in accept() }
        state.withLock { $0.threads.append(thread) }
    }

    /// Plugs a device in; `path` is bus and ports, as `1-2`. A device already there is unplugged first.
    public func plug(_ device: SimulatedDevice, at path: String = "1-1") {
        unplug(path)
        state.update { state in
            state.lastNumber += 1
            state.ports[path] = Port(device: device, number: state.lastNumber)
        }
    }

    /// Takes the device away from under its host; nothing when there is none.
    public func unplug(_ path: String) {
        let port = state.update { $0.ports.removeValue(forKey: path) }
        port?.connection?.end()
        port?.device.detach()
    }

    /// Ends all connections and threads; a second call does nothing.
    public func stop() {
        let (connections, threads) = state.update { state in
            state.isStopped = true
            return (state.connections, state.threads)
        }
        listener.stop()
        connections.forEach { $0.end() }
        for thread in threads {
            thread.join(until: .after(milliseconds: 5_000))
        }
        listener.close()
    }

    // MARK: for connections

    /// What hangs here now, in the order of the ports.
    var exports: [USBIPExport] {
        state.withLock { state in
            state.ports.keys.sorted().compactMap { path in state.ports[path].map { Self.export($0, at: path) } }
        }
    }

    /// Gives a device to a connection, with its turn for `detach`; nil when there is none or another has it.
    func take(_ path: String, for connection: USBIPConnection) -> (SimulatedDevice, turn: Int, USBIPExport)? {
        let port = state.update { state -> Port? in
            guard let port = state.ports[path], port.connection == nil else {
                return nil
            }
            state.ports[path]?.connection = connection
            return port
        }
        // Never under the server's lock: a device that vanishes takes it under its own.
        guard let port,
            let turn = port.device.attach(answer: connection.answer, vanish: { [weak self] in self?.vanish(path) })
        else {
            return nil
        }
        return (port.device, turn, Self.export(port, at: path))
    }

    /// A connection is over; what it had is free again.
    func ended(_ connection: USBIPConnection) {
        state.update { state in
            state.connections.removeAll { $0 === connection }
            for path in state.ports.keys where state.ports[path]?.connection === connection {
                state.ports[path]?.connection = nil
            }
        }
    }

    /// The device pulls itself out; called under its lock, so its connection's thread does the rest.
    private func vanish(_ path: String) {
        state.update { $0.ports.removeValue(forKey: path) }?.connection?.end()
    }

    private func accept() {
        // A client may go while it is written to; that is an error of the call, not the end of the process.
        Signals.block([SIGPIPE])
        while let socket = try? listener.accept(until: .never) {
            let connection = USBIPConnection(socket: socket, server: self)
            let isWanted = state.update { state in
                guard !state.isStopped else {
                    return false
                }
                state.connections.append(connection)
                return true
            }
            guard isWanted, let thread = try? DeviceThread.start("usbip client", { connection.run() }) else {
                connection.end()
                ended(connection)
                continue
            }
            state.withLock { state in
                state.threads.removeAll { $0.hasFinished }
                state.threads.append(thread)
            }
        }
    }

    private static func export(_ port: Port, at path: String) -> USBIPExport {
        let design = port.device.design
        return USBIPExport(
            path: "/sys/devices/simulated/\(path)",
            busID: path,
            bus: UInt32(path.prefix { $0 != "-" }) ?? 1,
            number: port.number,
            speed: design.speed,
            vendor: design.vendor,
            product: design.product,
            release: design.release,
            deviceClass: USBClass(0),
            configuration: 1,
            configurations: 1,
            interfaces: port.device.functions.map(\.interfaceClass)
        )
    }
}
