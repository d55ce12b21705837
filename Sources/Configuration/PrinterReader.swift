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
        if ["usb", "port", "host", "serialNumber"].contains(where: section.has) {
            return usb(section).map { Settings.Printer(port: .usb($0), profile: profile) }
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
            return Settings.Printer(port: .serial(path: path, baud: baud, flow: flow), profile: profile)
        }
        if let node = section.node("tcp") {
            let parts = node.value.stringValue?.split(separator: ":").map(String.init) ?? []
            if let host = parts.first, parts.count <= 2, let port = UInt16(parts.count == 2 ? parts[1] : "9100") {
                return Settings.Printer(port: .tcp(host: host, port: port), profile: profile)
            }
            section.report.add("“tcp” is HOST or HOST:PORT", at: node.position)
            return nil
        }
        if let path = section.text("file") {
            return Settings.Printer(port: .file(path: path), profile: profile)
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
