import Domain

/// What a receipt job prints: the JSON that the journal keeps, read.
public enum ReceiptDocument: Sendable, Hashable {
    /// What it says, not how it looks.
    case typed(Receipt)
    /// Laid out by its author.
    case markup(ReceiptMarkup)
    /// No receipt, but a paper of the station's own.
    case form(ReceiptForm)

    /// Reads a document strictly; problems name the field. An object with the member `receiptline` is markup, one with
    /// `form` a form.
    public init(
        json: JSONValue,
        defaultLanguage: Receipt.Language = .chinese,
        currency: Currency = .cny
    ) throws(Problem) {
        if json["receiptline"] != nil {
            self = .markup(try ReceiptMarkup(json: json, defaultLanguage: defaultLanguage))
        } else if json["form"] != nil {
            self = .form(try ReceiptForm(json: json, defaultLanguage: defaultLanguage))
        } else {
            self = .typed(try Receipt(json: json, defaultLanguage: defaultLanguage, currency: currency))
        }
    }

    public var json: JSONValue {
        switch self {
        case .typed(let receipt): receipt.json
        case .markup(let markup): markup.json
        case .form(let form): form.json
        }
    }

    /// The layout every rendering is made from; `copy` marks the paper whether or not the document does.
    /// What the shop has a template for is laid out by it.
    func layout(columns: Int, copy: Bool, templates: ReceiptTemplates) -> ReceiptLayout {
        switch self {
        case .typed(var receipt):
            receipt.copy = receipt.copy || copy
            guard let template = templates[ReceiptTemplateKind(receipt.kind)] else {
                return ReceiptLayout(receipt, columns: columns)
            }
            var text = template.text(TemplateValues(receipt, columns: columns))
            if receipt.openDrawer {
                // The paper is cut before the drawer opens, as on a built-in receipt.
                text += (text.hasSuffix("\n") ? "" : "\n") + "=\n{command:drawer}"
            }
            return ReceiptLayout(
                receiptLine: ReceiptLineDocument(text),
                columns: columns,
                language: receipt.language,
                copy: receipt.copy
            )
        case .markup(let markup):
            return ReceiptLayout(
                receiptLine: ReceiptLineDocument(markup.text),
                columns: columns,
                language: markup.language,
                copy: copy
            )
        case .form(let form):
            let template = templates[form.kind] ?? BuiltInForms.template(of: form.kind, form.language)
            return ReceiptLayout(
                receiptLine: ReceiptLineDocument(template?.text(form.values) ?? ""),
                columns: columns,
                language: form.language,
                copy: copy
            )
        }
    }
}
