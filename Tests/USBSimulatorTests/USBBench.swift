import Linux
import Runtime
import USB
import USBSimulator

/// A server with simulated devices, and a bus of our own client with its thread.
final class USBBench {
    let server: USBIPServer
    let bus: USBIPBus
    private let thread: DeviceThread

    init() throws {
        server = try USBIPServer()
        let bus = try USBIPBus(host: "127.0.0.1", port: server.port)
        self.bus = bus
        thread = try DeviceThread.start("usb") { bus.run() }
    }

    /// Ends everything; true when nothing was left running.
    @discardableResult
    func end() -> Bool {
        server.stop()
        bus.stop()
        return thread.join(until: .after(milliseconds: 5_000))
    }

    /// Opens the device on a port and claims its interface 0.
    func open(_ path: String = "1-1") throws -> USBDevice {
        guard let info = try bus.devices().first(where: { $0.location.path == path }) else {
            throw USBError(call: "devices", code: .noDevice, place: path)
        }
        let device = try bus.open(info)
        try device.claim(0)
        return device
    }

    static func soon() -> Deadline { .after(milliseconds: 5_000) }

    /// A plain keyboard of boot class with the 63 bytes most keyboards have.
    static func keyboard(serial: String = "", faults: DeviceFaults = DeviceFaults(), packetSize: UInt16 = 8)
        -> SimulatedDevice
    {
        let function = SimulatedHID(
            reportDescriptor: [0x05, 0x01, 0x09, 0x06, 0xA1, 0x01, 0xC0],
            isBootKeyboard: true,
            packetSize: packetSize
        )
        let design = DeviceDesign(
            vendor: 0x0C2E,
            product: 0x0B61,
            manufacturer: "Simulated",
            name: "Scanner",
            serial: serial
        )
        return SimulatedDevice(design, functions: [function], faults: faults)
    }
}
