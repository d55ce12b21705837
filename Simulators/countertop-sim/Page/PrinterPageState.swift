import Domain
import PrinterSimulator

/// What the page shows of the printer, as the JSON it asks for.
enum PrinterPageState {
    /// Findings that are shown, the last ones.
    private static let mostFindings = 20

    static func json(of printer: SimulatedPrinter) -> JSONValue {
        let status = printer.status
        let unknown = printer.unknownBytes
        let findings = unknown.suffix(mostFindings).map { finding -> JSONValue in
            .string("\(finding.offset): \(hex(finding.bytes)) \(finding.reason.rawValue)")
        }
        return [
            "model": .string(printer.model.name),
            "on": .bool(status.isOn),
            "online": .bool(status.isOnline),
            "cable": .bool(status.isCablePlugged),
            "paper": .bool(status.hasPaper),
            "nearEnd": .bool(status.isPaperNearEnd),
            "cover": .bool(status.isCoverOpen),
            "cutter": .bool(status.hasCutterError),
            "coverError": .bool(status.hasCoverError),
            "hot": .bool(status.isHeadHot),
            "drawer": .bool(status.isDrawerOpen),
            "idle": .bool(status.isIdle),
            "received": .integer(Int64(status.receivedBytes)),
            "buffered": .integer(Int64(status.bufferedBytes)),
            "lost": .integer(Int64(status.lostBytes)),
            "rows": .integer(Int64(status.printedRows)),
            "pulses": .integer(Int64(printer.drawerPulses)),
            "beeps": .integer(Int64(printer.beeps)),
            "receipts": .integer(Int64(printer.receipts.count)),
            "hasPaperOut": .bool(printer.unfinished != nil),
            "unknown": .integer(Int64(unknown.count)),
            "findings": .array(findings),
        ]
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.prefix(12).map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count < 2 ? "0" + digits : digits
        }.joined(separator: " ") + (bytes.count > 12 ? " …" : "")
    }
}
