import Domain

/// Reads where a USB device hangs: the keys that scanners and printers share.
enum USBPlaceReader {
    /// Where a USB/IP server listens unless it says otherwise.
    private static let usbipPort: UInt16 = 3240

    /// Vendor and product. A doubled optional: nil is a mistake, nil inside it stands for any.
    static func model(_ section: Section) -> String?? {
        guard let node = section.node("usb") else {
            return .some(nil)
        }
        let text = node.value.stringValue ?? ""
        if text == "*" {
            return .some(nil)
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 4 && $0.allSatisfy(\.isHexDigit) }) else {
            section.report.add("“usb” is VENDOR:PRODUCT as lsusb shows it, such as 0c2e:0b61, or *", at: node.position)
            return nil
        }
        return .some(text.lowercased())
    }

    /// Bus and ports; optional as `model`.
    static func path(_ section: Section) -> String?? {
        guard let node = section.node("port") else {
            return .some(nil)
        }
        let text = node.value.stringValue ?? ""
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let ports = parts.last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
        guard parts.count == 2, UInt8(parts[0]) != nil, (1...7).contains(ports.count),
            ports.allSatisfy({ UInt8($0) != nil })
        else {
            section.report.add("“port” is BUS-PORT[.PORT…] as the kernel names it, such as 1-2.4", at: node.position)
            return nil
        }
        return .some(text)
    }

    /// `HOST:PORT` of a USB/IP server; optional as `model`.
    static func host(_ section: Section) -> String?? {
        guard let node = section.node("host") else {
            return .some(nil)
        }
        let parts = (node.value.stringValue ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let number = parts.count == 1 ? usbipPort : parts.count == 2 ? UInt16(parts[1]) : nil
        guard let name = parts.first, !name.isEmpty, let number, number > 0 else {
            section.report.add("“host” is the HOST or HOST:PORT of a USB/IP server", at: node.position)
            return nil
        }
        return .some("\(name):\(number)")
    }
}
