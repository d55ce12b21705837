/// Why bytes are no report of this device; carries no data of the report.
public enum HIDReportError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    case unknownReport(UInt8)
    /// Fewer bytes than the descriptor says.
    case short(expected: Int, received: Int)

    public var description: String {
        switch self {
        case .empty: "an empty report"
        case .unknownReport(let id): "report \(id) is not in the report descriptor"
        case .short(let expected, let received): "a report of \(received) bytes where \(expected) are due"
        }
    }
}
