/// Why a scanned-data report is not taken; carries nothing of the code.
public enum POSScannerError: Error, Sendable, Hashable, CustomStringConvertible {
    case report(HIDReportError)
    /// The report's byte count says more than its data field can hold.
    case byteCount(Int, capacity: Int)
    /// A code longer than any symbology can carry.
    case tooLong

    public var description: String {
        switch self {
        case .report(let error): error.description
        case .byteCount(let count, let capacity): "a byte count of \(count) where \(capacity) bytes have room"
        case .tooLong: "a code without an end"
        }
    }
}
