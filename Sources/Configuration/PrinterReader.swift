import Domain
import Linux
import Receipts

/// Reads a lane's printer.
public enum PrinterReader {
    /// What a printer is taken for when its profile is not named: safe Chinese ESC/POS.
    public static let standardProfile = "generic-cn"

    static func read(_ section: Section) -> Settings.Printer? {
        defer { section.finish() }
        let profile = profile(section)
        let drawer = drawer(section)
        return port(section).map { Settings.Printer(port: $0, profile: profile, drawer: drawer) }
    }

    private static func port(_ section: Section) -> Settings.PrinterPort? {
        if ["usb", "port", "host", "serialNumber"].contains(where: section.has) {
            return usb(section).map { .usb($0) }
        }
        if let path = section.text("serial") {
            let baud = Int(section.integer("baud", in: 1_200...921_600) ?? 38_400)
            if !SerialSettings.bauds.contains(baud) {
                section.report.add(
                    "“baud” is one of \(SerialSettings.bauds.map(String.init).joined(separator: ", "))",
                    at: section.position
                )
            }
            let flow: SerialSettings.FlowControl = section.choice("flow") ?? .none
            return .serial(path: path, baud: baud, flow: flow)
        }
        if let node = section.node("tcp") {
            let parts = node.value.stringValue?.split(separator: ":").map(String.init) ?? []
            if let host = parts.first, parts.count <= 2, let port = UInt16(parts.count == 2 ? parts[1] : "9100") {
                return .tcp(host: host, port: port)
            }
            section.report.add("“tcp” is HOST or HOST:PORT", at: node.position)
            return nil
        }
        if let path = section.text("file") {
            return .file(path: path)
        }
        section.report.add("a printer has “serial”, “usb”, “tcp” or “file”", at: section.position)
        return nil
    }

    private enum AtStop: String, CaseIterable {
        case giveToKernel = "give-to-kernel"
        case keepFromKernel = "keep-from-kernel"
    }

    private static func usb(_ section: Section) -> Settings.USBPrinter? {
        let model = USBPlaceReader.model(section)
        let host = USBPlaceReader.host(section)
        let port = USBPlaceReader.path(section)
        let serialNumber = section.text("serialNumber")
        if let node = section.node("serial") {
            section.report.add(
                "“serial” is the path of a serial line; a USB printer's serial number is “serialNumber”",
                at: node.position
            )
        }
        guard case (let model?, let host?, let port?) = (model, host, port) else {
            return nil
        }
        guard port != nil || serialNumber != nil else {
            section.report.add(
                "a USB printer has “port” or “serialNumber”: by “usb” alone two equal printers would be mixed up",
                at: section.position
            )
            return nil
        }
        var printer = Settings.USBPrinter(host: host, model: model, port: port, serialNumber: serialNumber)
        if host == nil {
            printer.through = section.choice("through") ?? printer.through
        }
        if host == nil, printer.through == .libusb {
            printer.isGivenBack = (section.choice("atStop") as AtStop?) != .keepFromKernel
        }
        return printer
    }

    private static func drawer(_ section: Section) -> Settings.Drawer {
        var drawer = Settings.Drawer()
        guard let inner = section.section("drawer") else {
            return drawer
        }
        drawer.openLevel = inner.choice("open")
        if let node = inner.node("pin") {
            drawer.pin = node.value.intValue.flatMap { [2, 5].contains($0) ? Int($0) : nil }
            if drawer.pin == nil {
                section.report.add("“pin” is 2 or 5: the others of the socket are not pulsed", at: node.position)
            }
        }
        drawer.onMilliseconds = inner.integer("on", in: 100...510).map(Int.init)
        drawer.offMilliseconds = inner.integer("off", in: 100...510).map(Int.init)
        inner.finish()
        return drawer
    }

    private static func profile(_ section: Section) -> String {
        guard let node = section.node("profile") else {
            return standardProfile
        }
        let names = PrinterProfile.all.map(\.name)
        guard let name = node.value.stringValue, names.contains(name) else {
            let hint = node.value.stringValue.map { NearestWord.hint(for: $0, among: names) } ?? ""
            section.report.add(
                "“profile” is one of \(names.joined(separator: ", "))" + hint,
                at: node.position
            )
            return standardProfile
        }
        return name
    }
}
