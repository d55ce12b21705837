import Glibc
import Linux
import USB
import USBSimulator

/// A simulated device plugged into this kernel.
final class GuestDevice {
    let port: KernelPort
    private let server: USBIPServer
    private let path: String

    init(_ device: SimulatedDevice, on server: USBIPServer, at path: String) throws {
        self.server = server
        self.path = path
        server.plug(device, at: path)
        port = try KernelPort(at: server.port, path: path)
        guard device.waitUntilConfigured(milliseconds: 20_000) else {
            throw CheckFailure("the kernel does not configure the device on \(path)")
        }
    }

    /// Pulls it out at the device's side.
    func unplug() {
        server.unplug(path)
    }

    /// Waits until a virtual port is free again, which the kernel takes a moment for.
    static func waitUntilDetached() throws {
        let deadline = Deadline.after(milliseconds: 20_000)
        while try String(decoding: Files.read("/sys/devices/platform/vhci_hcd.0/status"), as: UTF8.self)
            .split(separator: "\n").contains(where: { $0.hasPrefix("hs") && !$0.contains(" 004 ") })
        {
            try require(!deadline.isPast, "a virtual port does not become free")
            usleep(10_000)
        }
    }

    /// The kernel drivers of the HID interfaces of every device, without hubs.
    static var drivers: [String] {
        var found: [String] = []
        guard let folder = opendir("/sys/bus/usb/devices") else {
            return found
        }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            let path = "/sys/bus/usb/devices/\(name)"
            guard name.contains(":"), let kind = try? Files.read(path + "/bInterfaceClass"),
                kind.prefix(2) == [0x30, 0x33]
            else {
                continue
            }
            var buffer = [CChar](repeating: 0, count: 512)
            let count = readlink(path + "/driver", &buffer, buffer.count)
            let target = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            found.append(count > 0 ? String(target.split(separator: "/").last ?? "") : "none")
        }
        return found.sorted()
    }
}
