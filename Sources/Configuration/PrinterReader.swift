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
        section.report.add("a printer has “serial”, “tcp” or “file”", at: section.position)
        return nil
    }

    private static func profile(_ section: Section) -> String {
        guard let node = section.node("profile") else {
            return standardProfile
        }
        let names = PrinterProfile.all.map(\.name)
        guard let name = node.value.stringValue, names.contains(name) else {
            let hint = node.value.stringValue.flatMap { KeyDistance.nearest(to: $0, among: names) }
            section.report.add(
                "“profile” is one of \(names.joined(separator: ", "))"
                    + (hint.map { "; “\($0)” was probably meant" } ?? ""),
                at: node.position
            )
            return standardProfile
        }
        return name
    }
}
