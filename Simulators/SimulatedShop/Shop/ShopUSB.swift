import Domain
import HID
import Linux
import PrinterSimulator
import USBSimulator

/// The USB ports of a shop: a USB/IP server on loopback, which the configuration names as the host of the devices.
final class ShopUSB: Sendable {
    /// Milliseconds of silence that end what a device types: a simulated one may have to wait for its turn on a busy machine.
    static let idle = 2_000

    private let server: USBIPServer

    init() throws(ShopError) {
        do throws(LinuxError) {
            server = try USBIPServer()
        } catch {
            throw ShopError("No USB ports: \(error)")
        }
    }

    /// `HOST:PORT`, as the configuration writes it.
    var host: String { "\(server.host):\(server.port)" }

    /// How the daemon calls a device without a serial number at a port.
    func id(_ kind: DeviceID.Kind, at port: String) -> DeviceID {
        DeviceID(kind: kind, topology: "\(host)/\(port)")
    }

    func turn(_ device: SimulatedDevice, at port: String, _ state: ShopSwitch) {
        switch state {
        case .on: server.plug(device, at: port)
        case .off: server.unplug(port)
        }
    }

    /// Hangs a printer on a port, where it is while it has power and its cable is in.
    func hang(_ printer: SimulatedPrinter, at port: String) throws(SimulatedPrinterError) {
        try printer.plugUSB(into: server, at: port)
    }

    static func layout(_ name: String) throws(ShopError) -> KeyboardLayout {
        guard let layout = KeyboardLayout.named(name) else {
            throw ShopError("There is no keyboard layout \(name).")
        }
        return layout
    }

    func close() {
        server.stop()
    }
}
