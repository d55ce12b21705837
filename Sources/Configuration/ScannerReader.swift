import Domain
import HID
import Linux

/// Reads one of a lane's scanners and swipers.
enum ScannerReader {
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
        let model = USBPlaceReader.model(section)
        let host = USBPlaceReader.host(section)
        let port = USBPlaceReader.path(section)
        guard case (let model?, let host?, let port?) = (model, host, port) else {
            return nil
        }
        return .usb(host: host, model: model, port: port, serial: serial)
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
