import Linux
import USB

/// What hangs on a server's ports, and which connection has it.
package final class USBIPPorts: Sendable {
    private struct Port: Sendable {
        let device: SimulatedDevice
        let number: UInt32
        var connection: USBIPConnection?
    }

    private struct State: Sendable {
        var ports: [String: Port] = [:]
        var lastNumber: UInt32 = 1
    }

    private let state = ConditionBox(State())

    package init() {}

    /// Plugs a device in; `path` is bus and ports, as `1-2`. A device already there is unplugged first.
    package func plug(_ device: SimulatedDevice, at path: String) {
        unplug(path)
        state.update { state in
            state.lastNumber += 1
            state.ports[path] = Port(device: device, number: state.lastNumber)
        }
    }

    /// Takes the device away from under its host; nothing when there is none.
    package func unplug(_ path: String) {
        let port = state.update { $0.ports.removeValue(forKey: path) }
        port?.connection?.end()
        port?.device.detach()
    }

    /// What hangs here now, in the order of the ports.
    package var exports: [USBIPExport] {
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
        // Never under this lock: a device that vanishes takes it under its own.
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
            for path in state.ports.keys where state.ports[path]?.connection === connection {
                state.ports[path]?.connection = nil
            }
        }
    }

    /// The device pulls itself out; called under its lock, so its connection's thread does the rest.
    private func vanish(_ path: String) {
        state.update { $0.ports.removeValue(forKey: path) }?.connection?.end()
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
