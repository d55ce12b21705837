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
            "number", "tier", "balanceBefore", "balanceAfter", "subtotal", "pointsBefore", "pointsUsed", "pointsEarned",
            "pointsBalance", "authorisation", "qr",
            "barcode",
        ],
        lists: [
            "items": ["name", "quantity", "price", "amount", "tax"],
            "tenders": ["name", "amount", "received", "change"],
            "taxes": ["letter", "name", "rate", "net", "amount", "added"],
            "coupons": ["name", "code", "amount", "until"], "barcodes": ["text", "caption"], "messages": ["text"],
        ]
    )

    static let shift = TemplateVocabulary(
        values: ["merchant", "lane", "till", "cashier", "opened", "closed", "total", "open", "time"],
        lists: ["operations": ["name", "count", "amount"], "tenders": ["name", "count", "amount"]]
    )

    static let diagnosis = TemplateVocabulary(
        values: [
            "merchant", "station", "lane", "time", "core",
            // Of one printer, on its test page.
            "printer", "profile", "charset", "han", "ruler",
        ],
        lists: [
            "devices": ["name", "kind", "state"], "problems": ["text"], "abilities": ["name", "value"],
            "codePages": ["number", "name", "sample"], "statistics": ["name", "value"],
        ]
    )

    static let pairing = TemplateVocabulary(
        values: ["merchant", "station", "lane", "till", "code", "expires", "time"],
        lists: [:]
    )
}
