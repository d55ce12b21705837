/// Why a text is no template.
public struct TemplateMistake: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        case tooLong
        case notUTF8
        /// `{{` without `}}` on the same line, or nothing between them.
        case malformed
        /// No such placeholder; `known` are those there are at this place.
        case unknown(String, known: [String])
        /// A list cannot stand for a text: it needs a section.
        case list(String)
        /// A list within a list.
        case nested(String)
        /// A section that is not closed.
        case open(String)
        /// An end that closes no section, or another one than `expected`.
        case close(String, expected: String?)
        case tooDeep
        /// The ReceiptLine itself is not printed as it was meant.
        case markup(MarkupFindingKind)
    }

    public let position: MarkupPosition
    public let kind: Kind

    public var description: String { "\(position): \(message)" }

    /// What is wrong, without its place.
    public var message: String {
        switch kind {
        case .tooLong: "a template has at most \(ReceiptTemplate.mostBytes / 1024) KiB"
        case .notUTF8: "a template is text in UTF-8"
        case .malformed: "a placeholder is written {{name}}, on one line"
        case .unknown(let name, _): "there is no placeholder “\(name)” here"
        case .list(let name): "“\(name)” is a list: write {{#\(name)}} … {{/\(name)}}"
        case .nested(let name): "“\(name)” is a list and cannot stand within another one"
        case .open(let name): "the section “\(name)” is not closed: write {{/\(name)}}"
        case .close(let name, nil): "the section “\(name)” was not opened"
        case .close(let name, let expected?): "“\(expected)” must be closed before “\(name)”"
        case .tooDeep: "sections are nested deeper than \(TemplateReader.mostDepth)"
        case .markup(let kind): kind.description
        }
    }
}
