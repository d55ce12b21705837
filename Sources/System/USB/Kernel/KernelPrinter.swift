import Glibc
import Linux

/// A printer that the kernel's driver usblp has, as sysfs shows it without touching the device.
public struct KernelPrinter: Hashable, Sendable {
    /// `/dev/usb/lp0`: another number after each plugging in.
    public let node: String
    public let location: USBLocation
    /// `04b8:0202`, as lsusb writes it.
    public let model: String
    /// As the kernel read it when the printer was plugged in; nil for one without.
    public let serialNumber: String?
    /// The IEEE 1284 device id, read at the same time.
    public let deviceID: String?

    private static let longest = 1_024

    /// All there are, by port.
    ///
    /// - Parameter root: where `/sys` and `/dev` are found; empty for this machine.
    public static func all(root: String = "") -> [KernelPrinter] {
        let folder = root + "/sys/class/usbmisc"
        return KernelHID.entries(folder)
            .filter { $0.hasPrefix("lp") }
            .compactMap { KernelPrinter(name: $0, interface: "\(folder)/\($0)/device", root: root) }
            .sorted { $0.location < $1.location }
    }

    private init?(name: String, interface: String, root: String) {
        // The link ends in the name of the interface, as 1-2.4:1.0.
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink(interface, &buffer, buffer.count)
        let target = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let device = target.split(separator: "/").last?.prefix { $0 != ":" } ?? ""
        guard let location = USBLocation(path: String(device)),
            let vendor = Self.text(interface + "/../idVendor"), let product = Self.text(interface + "/../idProduct")
        else {
            return nil
        }
        node = "\(root)/dev/usb/\(name)"
        self.location = location
        model = "\(vendor):\(product)"
        serialNumber = Self.text(interface + "/../serial")
        deviceID = Self.text(interface + "/ieee1284_id")
    }

    /// What the printer's port says (LPGETSTATUS on the node's descriptor); nil where the driver gets no answer, for which it
    /// waits up to 5 s.
    public static func status(_ descriptor: Int32) -> USBPrinterStatus? {
        KernelDevice.status(ofPrinter: descriptor).map(USBPrinterStatus.init(byte:))
    }

    private static func text(_ path: String) -> String? {
        (try? Files.read(path, limit: longest)).flatMap { USBString.clean(String(decoding: $0, as: UTF8.self)) }
    }
}
