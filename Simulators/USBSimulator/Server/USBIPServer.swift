import Glibc
import Linux
import Runtime
import USB

/// A USB/IP server whose devices are simulated: for the client of `USBIPBus`, and for the kernel's vhci_hcd.
public final class USBIPServer: Sendable {
    private struct State: Sendable {
        var connections: [USBIPConnection] = []
        var threads: [DeviceThread] = []
        var isStopped = false
    }

    public let host: String
    /// The TCP port really taken.
    public let port: UInt16
    private let listener: SocketListener
    private let ports = USBIPPorts()
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
        ports.plug(device, at: path)
    }

    /// Takes the device away from under its host; nothing when there is none.
    public func unplug(_ path: String) {
        ports.unplug(path)
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

    private func accept() {
        // A client may go while it is written to; that is an error of the call, not the end of the process.
        Signals.block([SIGPIPE])
        while let socket = try? listener.accept(until: .never) {
            let connection = USBIPConnection(USBIPSocket(socket: socket), to: ports)
            let isWanted = state.update { state in
                guard !state.isStopped else {
                    return false
                }
                state.connections.append(connection)
                return true
            }
            guard isWanted, let thread = try? DeviceThread.start("usbip client", { [self] in serve(connection) }) else {
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

    private func serve(_ connection: USBIPConnection) {
        connection.run()
        ended(connection)
    }

    private func ended(_ connection: USBIPConnection) {
        state.withLock { $0.connections.removeAll { $0 === connection } }
    }
}
