import Domain

/// What a receipt job prints: the JSON that the journal keeps, read.
public enum ReceiptDocument: Sendable, Hashable {
    /// What it says, not how it looks.
    case typed(Receipt)
    /// Laid out by its author.
    case markup(ReceiptMarkup)

    /// Reads a document strictly; problems name the field. An object with the member `receiptline` is markup.
    public init(
        json: JSONValue,
        defaultLanguage: Receipt.Language = .chinese,
        currency: Currency = .cny
    ) throws(Problem) {
        if json["receiptline"] != nil {
            self = .markup(try ReceiptMarkup(json: json, defaultLanguage: defaultLanguage))
        } else {
            self = .typed(try Receipt(json: json, defaultLanguage: defaultLanguage, currency: currency))
        }
    }

    public var json: JSONValue {
        switch self {
        case .typed(let receipt): receipt.json
        case .markup(let markup): markup.json
        }
    }

    /// The layout every rendering is made from; `copy` marks the paper whether or not the document does.
    func layout(columns: Int, copy: Bool) -> ReceiptLayout {
        switch self {
        case .typed(var receipt):
            receipt.copy = receipt.copy || copy
            return ReceiptLayout(receipt, columns: columns)
        case .markup(let markup):
            return ReceiptLayout(
                receiptLine: ReceiptLineDocument(markup.text),
                columns: columns,
                language: markup.language,
                copy: copy
            )
        }
    }
}
