/// Bytes for a printer, and what could not be printed as asked.
public struct EncodedReceipt: Sendable, Hashable {
    public let bytes: [UInt8]
    public let findings: [ReceiptFinding]
}
