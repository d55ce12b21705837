import Linux
import USB

/// A receipt printer's USB side, as Epson's TM printers have it; the mechanism is somebody else's.
public final class USBPrinter: Sendable {
    public let device: SimulatedDevice
    public let port: SimulatedPrinterInterface

    public init(
        deviceID: String = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;DES:EPSON TM-T88V;",
        settings: SimulatedPrinterInterface.Settings = .both,
        design: DeviceDesign = USBPrinter.design(),
        faults: DeviceFaults = DeviceFaults()
    ) throws(LinuxError) {
        port = try SimulatedPrinterInterface(deviceID: deviceID, settings: settings)
        device = SimulatedDevice(design, functions: [port], faults: faults)
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(vendor: 0x04B8, product: 0x0202, manufacturer: "EPSON", name: "TM-T88V", serial: serial)
    }
}
