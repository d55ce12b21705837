/// The templates of a shop; what has none is laid out as built in.
public struct ReceiptTemplates: Sendable, Hashable {
    public static let none = ReceiptTemplates()

    private var templates: [ReceiptTemplateKind: ReceiptTemplate] = [:]

    public init() {}

    /// Puts a template in the place of its kind.
    public mutating func add(_ template: ReceiptTemplate) {
        templates[template.kind] = template
    }

    public subscript(_ kind: ReceiptTemplateKind) -> ReceiptTemplate? {
        templates[kind]
    }

    /// The kinds that have one, in alphabetical order.
    public var kinds: [ReceiptTemplateKind] {
        templates.keys.sorted { $0.rawValue < $1.rawValue }
    }
}
