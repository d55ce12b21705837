/// Where one input report has its scanned data (HID POS Usage Tables 1.02, bar code scanner page 8C).
struct POSScannerLayout: Sendable {
    /// Elements of one field, side by side.
    struct Run: Sendable {
        let field: ReportField
        let elements: Range<Int>
    }

    let reportID: UInt8
    /// 8C:FE, bytes in the order of the report.
    let data: [Run]
    /// 01:3B.
    let byteCount: ReportElement?
    /// 8C:FB to 8C:FD.
    let symbology: [ReportElement]
    /// 8C:FF.
    let isContinued: ReportElement?

    /// Nil when the report carries no decoded data in whole bytes.
    init?(_ report: ReportLayout) {
        data = report.fields.compactMap(Self.data)
        guard !data.isEmpty else {
            return nil
        }
        reportID = report.id
        byteCount = report.element(.byteCount)
        let identifiers = (UInt16(0xFB)...0xFD).compactMap { report.element(.barcodeScanner($0)) }
        symbology = identifiers.count == 3 ? identifiers : []
        isContinued = report.element(.barcodeScanner(0xFF))
    }

    /// Bytes of data that one report can hold.
    var capacity: Int { data.reduce(0) { $0 + $1.elements.count } }

    /// The decoded data may share its field with the symbology identifier before it; as the last usage it repeats.
    private static func data(_ field: ReportField) -> Run? {
        guard !field.isConstant, field.bitSize == 8, let first = field.usages.index(of: .barcodeScanner(0xFE)),
            first < field.count, field.isVariable || first == 0
        else {
            return nil
        }
        let isLast = first == field.usages.count - 1
        return Run(field: field, elements: first..<(isLast ? field.count : first + 1))
    }

    /// `]` and two printable characters; anything else is no AIM identifier.
    func identifier(_ report: HIDReport) -> String? {
        let bytes = symbology.compactMap { report.value($0).flatMap { UInt8(exactly: $0) } }
        guard bytes.count == 3, bytes[0] == UInt8(ascii: "]"), bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
