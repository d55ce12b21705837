extension ReceiptLineDocument {
    /// The tree as text in one way of writing: reading it gives the same tree, without findings.
    public var text: String {
        lines.reduce(into: "") { $0 += MarkupWriter.text(of: $1.content) + "\n" }
    }
}
