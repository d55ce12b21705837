import Glibc
import Linux

/// What the kernel's own HID driver knows of a device on a port of this machine, read from sysfs without touching the device.
public enum KernelHID {
    private static let folder = "/sys/bus/usb/devices"
    /// The kernel's own limit (HID_MAX_DESCRIPTOR_SIZE).
    private static let longestDescriptor = 4096

    /// Report descriptors by interface number, of the interfaces that the kernel's driver has; none for a device elsewhere.
    public static func reportDescriptors(at location: USBLocation) -> [UInt8: [UInt8]] {
        var found: [UInt8: [UInt8]] = [:]
        for (number, path) in hidDevices(at: location) {
            if let bytes = try? Files.read(path + "/report_descriptor", limit: longestDescriptor) {
                found[number] = bytes
            }
        }
        return found
    }

    /// The device's serial number as the kernel read it when it was plugged in; nil for a device without one, or elsewhere.
    public static func serialNumber(at location: USBLocation) -> String? {
        guard location.server.isEmpty, let bytes = try? Files.read("\(folder)/\(location.path)/serial", limit: 1024)
        else {
            return nil
        }
        return USBString.clean(String(decoding: bytes, as: UTF8.self))
    }

    /// Event nodes that the kernel made of the device, as `/dev/input/event3`, by interface number.
    public static func eventNodes(at location: USBLocation) -> [UInt8: [String]] {
        var found: [UInt8: [String]] = [:]
        for (number, path) in hidDevices(at: location) {
            for input in entries(path + "/input") where input.hasPrefix("input") {
                found[number, default: []] += entries("\(path)/input/\(input)").filter { $0.hasPrefix("event") }
                    .map { "/dev/input/" + $0 }
            }
        }
        return found
    }

    /// The folders `1-2:1.0/0003:0C2E:0B61.0001` with their interface numbers.
    private static func hidDevices(at location: USBLocation) -> [(number: UInt8, path: String)] {
        guard location.server.isEmpty else {
            return []
        }
        var found: [(number: UInt8, path: String)] = []
        for interface in entries(folder) where interface.hasPrefix(location.path + ":") {
            guard let number = interface.split(separator: ".").last.flatMap({ UInt8($0) }) else {
                continue
            }
            for entry in entries("\(folder)/\(interface)") where entry.hasPrefix("0003:") {
                found.append((number, "\(folder)/\(interface)/\(entry)"))
            }
        }
        return found
    }

    /// The names in a folder, sorted; none when it is not there.
    static func entries(_ path: String) -> [String] {
        guard let stream = opendir(path) else {
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") {
                names.append(name)
            }
        }
        return names.sorted()
    }
}
