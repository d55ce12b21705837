/// A text in ReceiptLine, the receipt description language of the Open Foodservice System Consortium, as a tree.
///
/// Every text has a tree: what is malformed is printed as it stands or left out, with a finding. A line ends with LF,
/// CR LF or CR; what ends the last line begins no further one.
public struct ReceiptLineDocument: Sendable, Hashable {
    /// The longest text read; what follows the last whole line within it is left out.
    public static let mostBytes = 256 * 1024
    /// The most lines read.
    public static let mostLines = 4000

    public let lines: [MarkupLine]
    /// What is malformed, in the order of the text; the first ones if there are very many.
    public let findings: [MarkupFinding]

    /// Reads the text in a time that grows with its length only.
    public init(_ text: String) {
        var reader = MarkupReader(text)
        lines = reader.lines()
        findings = reader.findings.all
    }
}
