import Domain

/// A paper that is no receipt: a shift's figures, the state of the devices, a pairing code.
public struct ReceiptForm: Sendable, Hashable {
    private static let mostElements = 500

    /// One that is no kind of receipt.
    public let kind: ReceiptTemplateKind
    public let language: Receipt.Language
    public let values: TemplateValues

    public init(kind: ReceiptTemplateKind, language: Receipt.Language, values: TemplateValues) {
        self.kind = kind
        self.language = language
        self.values = values
    }

    /// Reads `{"form": KIND, "language": …, "values": {NAME: TEXT, LIST: [{NAME: TEXT}]}}` strictly.
    init(json: JSONValue, defaultLanguage: Receipt.Language) throws(Problem) {
        var fields = try JSONFields(json)
        let name = try fields.requiredText("form", limit: 16)
        guard let kind = ReceiptTemplateKind(rawValue: name), BuiltInForms.text(of: kind, .english) != nil else {
            throw Problem("invalid-request", detail: "must be shift, diagnosis or pairing", subject: "form")
        }
        let language = try Receipt.language(&fields) ?? defaultLanguage
        var members = try JSONFields(try fields.required("values"), path: "values")
        var values = TemplateValues()
        for name in kind.vocabulary.values {
            values.values[name] = try members.text(name, limit: 500)
        }
        for (list, names) in kind.vocabulary.lists {
            var elements: [[String: String]] = []
            for (index, json) in try members.array(list, limit: ReceiptForm.mostElements).enumerated() {
                var element = try JSONFields(json, path: "values.\(list)[\(index)]")
                var texts: [String: String] = [:]
                for name in names {
                    texts[name] = try element.text(name, limit: 500)
                }
                try element.finish()
                elements.append(texts)
            }
            values.lists[list] = elements
        }
        try members.finish()
        try fields.finish()
        self.init(kind: kind, language: language, values: values)
    }

    var json: JSONValue {
        var members = JSONObject()
        for name in kind.vocabulary.values {
            members[name] = values.values[name].map { .string($0) }
        }
        for list in kind.vocabulary.lists.keys.sorted() {
            guard let elements = values.lists[list], !elements.isEmpty else {
                continue
            }
            members[list] = .array(
                elements.map { element in
                    var texts = JSONObject()
                    for name in kind.vocabulary.lists[list] ?? [] {
                        texts[name] = element[name].map { .string($0) }
                    }
                    return .object(texts)
                }
            )
        }
        return [
            "form": .string(kind.rawValue), "language": .string(language.rawValue), "values": .object(members),
        ]
    }
}
