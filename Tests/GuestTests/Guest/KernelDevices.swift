import Glibc
import Linux

/// What this kernel says of its USB devices.
enum KernelDevices {
    private static let controller = "/sys/devices/platform/vhci_hcd.0"

    /// The drivers of the HID interfaces of every device, sorted; `none` where there is none.
    static var drivers: [String] {
        names(in: "/sys/bus/usb/devices").compactMap { name in
            let path = "/sys/bus/usb/devices/\(name)"
            guard name.contains(":"), let kind = try? Files.read(path + "/bInterfaceClass"),
                kind.prefix(2) == [0x30, 0x33]
            else {
                return nil
            }
            var buffer = [CChar](repeating: 0, count: 512)
            let count = readlink(path + "/driver", &buffer, buffer.count)
            let target = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return count > 0 ? String(target.split(separator: "/").last ?? "") : "none"
        }
        .sorted()
    }

    /// The number of the bus of the virtual high-speed ports.
    static var virtualBus: String? {
        names(in: controller).first { name in
            name.hasPrefix("usb")
                && (try? Files.read("\(controller)/\(name)/speed"))?.starts(with: Array("480".utf8)) == true
        }
        .map { String($0.dropFirst(3)) }
    }

    /// Virtual ports of the high-speed hub that are not free.
    static func portsInUse() throws(LinuxError) -> Int {
        String(decoding: try Files.read(controller + "/status"), as: UTF8.self)
            .split(separator: "\n")
            .count { $0.hasPrefix("hs") && !$0.contains(" 004 ") }
    }

    /// The names in a folder; none when it is not there.
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else {
            return []
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            )
        }
        return names
    }
}
