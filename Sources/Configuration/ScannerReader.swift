import Domain
import HID
import Linux

/// Reads one of a lane's scanners and swipers.
enum ScannerReader {
    /// Where a USB/IP server listens unless it says otherwise.
    private static let usbipPort: UInt16 = 3240

    static func read(_ section: Section) -> Settings.Scanner? {
        defer { section.finish() }
        guard let port = port(section) else {
            return nil
        }
        var scanner = Settings.Scanner(port: port)
        switch port {
        case .usb:
            let kind: Kind? = section.choice("kind")
            scanner.kind = kind.map { $0 == .swiper ? .swiper : .scanner }
            scanner.isIgnored = section.flag("ignore") ?? false
            scanner.layout = layout(section) ?? scanner.layout
            scanner.codePage = section.choice("codePage") ?? scanner.codePage
            scanner.idle = section.integer("idle", in: 20...5_000) ?? scanner.idle
            scanner.separators = (section.choice("gs1") as Separators?) == .kept ? .kept : .mayBeLost
            scanner.beeps = section.choice("beeps") ?? scanner.beeps
            scanner.reads = section.choice("reads") ?? scanner.reads
        case .serial:
            scanner.separators = .kept
        }
        let charset: Charset? = section.choice("charset")
        scanner.charset = charset?.iconv
        scanner.framing = ReadingFraming(
            prefix: Array((section.text("prefix") ?? "").utf8),
            suffix: Array((section.text("suffix") ?? "").utf8)
        )
        scanner.repeatWindow = section.integer("repeatWindow", in: 0...60_000) ?? scanner.repeatWindow
        return scanner
    }

    private enum Kind: String, CaseIterable {
        case scanner, swiper
    }

    private enum Separators: String, CaseIterable {
        case mayBeLost = "may-be-lost"
        case kept
    }

    private enum Charset: String, CaseIterable {
        case utf8 = "utf-8"
        case latin1 = "latin-1"
        case gb18030
        case shiftJIS = "shift-jis"
        case big5
        case eucKR = "euc-kr"

        /// Nil for UTF-8, which everything is that can be.
        var iconv: String? {
            switch self {
            case .utf8: nil
            case .latin1: "ISO-8859-1"
            case .gb18030: "GB18030"
            case .shiftJIS: "SHIFT_JIS"
            case .big5: "BIG5"
            case .eucKR: "EUC-KR"
            }
        }
    }

    // MARK: where it hangs

    /// A device on a serial line has its path in `serial`; with `usb`, `port` or `host` that is a USB device's serial number.
    private static func port(_ section: Section) -> Settings.ScannerPort? {
        let isUSB = ["usb", "port", "host"].contains(where: section.has)
        let serial = section.text("serial")
        if !isUSB, let path = serial, path.hasPrefix("/") {
            let baud = Int(section.integer("baud", in: 1_200...921_600) ?? 9_600)
            if !SerialSettings.bauds.contains(baud) {
                section.report.add(
                    "“baud” is one of \(SerialSettings.bauds.map(String.init).joined(separator: ", "))",
                    at: section.position
                )
            }
            return .serial(path: path, baud: baud, framing: section.choice("framing") ?? .line)
        }
        guard isUSB || serial != nil else {
            section.report.add(
                "a scanner has “usb”, “port” or “serial”; { usb: \"*\" } is every one that says it is one",
                at: section.position
            )
            return nil
        }
        let model = model(section)
        let host = host(section)
        let port = path(section)
        guard case (let model?, let host?, let port?) = (model, host, port) else {
            return nil
        }
        return .usb(host: host, model: model, port: port, serial: serial)
    }

    /// A doubled optional: nil is a mistake, nil inside it stands for any.
    private static func model(_ section: Section) -> String?? {
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

    private static func path(_ section: Section) -> String?? {
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

    private static func host(_ section: Section) -> String?? {
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

    private static func layout(_ section: Section) -> String? {
        guard let node = section.node("layout") else {
            return nil
        }
        let names = KeyboardLayout.all.map(\.name) + [Settings.Scanner.probe]
        guard let name = node.value.stringValue, names.contains(name) else {
            section.report.add("“layout” is one of \(names.joined(separator: ", "))", at: node.position)
            return nil
        }
        return name
    }
}
