import Domain

/// A receipt that a till has laid out itself, in ReceiptLine.
public struct ReceiptMarkup: Sendable, Hashable {
    public let text: String
    /// That of the copy mark.
    public let language: Receipt.Language

    public init(text: String, language: Receipt.Language = .chinese) {
        self.text = text
        self.language = language
    }

    /// Reads `{"receiptline": TEXT, "language": …}`; what is malformed in the text itself is no problem but a finding
    /// of its layout.
    init(json: JSONValue, defaultLanguage: Receipt.Language) throws(Problem) {
        var fields = try JSONFields(json)
        guard let text = try fields.required("receiptline").stringValue,
            text.utf8.count <= ReceiptLineDocument.mostBytes,
            text.unicodeScalars.count(where: { $0 == "\n" || $0 == "\r" }) <= ReceiptLineDocument.mostLines
        else {
            throw Problem(
                "invalid-request",
                detail: "must be text of at most \(ReceiptLineDocument.mostBytes / 1024) KiB and "
                    + "\(ReceiptLineDocument.mostLines) lines",
                subject: "receiptline"
            )
        }
        self.text = text
        language = try Receipt.language(&fields) ?? defaultLanguage
        try fields.finish()
    }

    var json: JSONValue {
        ["receiptline": .string(text), "language": .string(language.rawValue)]
    }
}
