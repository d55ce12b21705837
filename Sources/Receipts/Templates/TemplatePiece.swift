/// A part of a template.
indirect enum TemplatePiece: Sendable, Hashable {
    /// ReceiptLine as the shop wrote it.
    case literal(String)
    /// `{{name}}`
    case value(String)
    /// `{{#name}}…{{/name}}`: for each element of a list, or once if there is such a value.
    case section(String, [TemplatePiece])
    /// `{{^name}}…{{/name}}`: once if there is no such value or element.
    case absence(String, [TemplatePiece])
}
