import Domain

/// A receipt drawn for people, and what a printer would not print as it was asked for.
public struct ReceiptPreview: Sendable, Hashable {
    public let bytes: [UInt8]
    /// `{text, line?, column?, character?}` each.
    public let findings: [JSONValue]

    public init(bytes: [UInt8], findings: [JSONValue]) {
        self.bytes = bytes
        self.findings = findings
    }
}
