/// The placeholders of a kind of template.
public struct TemplateVocabulary: Sendable, Hashable {
    /// Single values.
    public let values: [String]
    /// Lists with the values of each of their elements.
    public let lists: [String: [String]]

    static let receipt = TemplateVocabulary(
        values: [
            "title", "merchant", "address", "phone", "time", "lane", "till", "operation", "reference", "total",
            "member",
            "number", "tier", "balanceBefore", "balanceAfter", "pointsEarned", "pointsBalance", "authorisation", "qr",
            "barcode",
        ],
        lists: [
            "items": ["name", "quantity", "price", "amount"], "tenders": ["name", "amount"], "messages": ["text"],
        ]
    )

    static let shift = TemplateVocabulary(
        values: ["merchant", "lane", "till", "cashier", "opened", "closed", "total", "time"],
        lists: ["operations": ["name", "count", "amount"], "tenders": ["name", "count", "amount"]]
    )

    static let diagnosis = TemplateVocabulary(
        values: ["merchant", "station", "version", "time", "core"],
        lists: ["devices": ["name", "kind", "state"], "problems": ["text"]]
    )

    static let pairing = TemplateVocabulary(
        values: ["merchant", "station", "lane", "till", "code", "expires", "time"],
        lists: [:]
    )
}
