import Domain

/// Reads a lane's printer.
enum PrinterReader {
    static func read(_ section: Section) -> Settings.Printer? {
        defer { section.finish() }
        let profile = section.text("profile") ?? "generic-cn"
        if let path = section.text("serial") {
            let bauds: [Int64] = [4_800, 9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600]
            let baud = section.integer("baud", in: 4_800...921_600) ?? 38_400
            if !bauds.contains(baud) {
                section.report.add(
                    "“baud” is one of \(bauds.map(String.init).joined(separator: ", "))",
                    at: section.position
                )
            }
            let flow: Settings.PrinterPort.Flow = section.choice("flow") ?? .none
            return Settings.Printer(port: .serial(path: path, baud: Int(baud), flow: flow), profile: profile)
        }
        if let node = section.node("tcp") {
            let parts = node.value.stringValue?.split(separator: ":").map(String.init) ?? []
            if let host = parts.first, parts.count <= 2, let port = UInt16(parts.count == 2 ? parts[1] : "9100") {
                return Settings.Printer(port: .tcp(host: host, port: port), profile: profile)
            }
            section.report.add("“tcp” is HOST or HOST:PORT", at: node.position)
            return nil
        }
        section.report.add("a printer has “serial” or “tcp”", at: section.position)
        return nil
    }
}
