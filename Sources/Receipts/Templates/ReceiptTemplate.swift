/// A paper as a shop lays it out: ReceiptLine with placeholders.
///
/// `{{total}}` stands for a value; `{{#items}}` … `{{/items}}` is repeated for each element of a list, or printed if there
/// is such a value; `{{^member}}` … `{{/member}}` is printed if there is none. A mark of a section alone on its line leaves
/// no line behind. A value is text whatever it holds: a name cannot become markup.
public struct ReceiptTemplate: Sendable, Hashable {
    /// The longest template.
    public static let mostBytes = 64 * 1024
    /// Parts taken up in one filling, beyond which a paper ends.
    private static let mostSteps = 1 << 18

    public let kind: ReceiptTemplateKind
    private let pieces: [TemplatePiece]

    /// Reads a template and tells every mistake, those of its ReceiptLine too.
    public init(_ bytes: [UInt8], kind: ReceiptTemplateKind) throws(TemplateMistakes) {
        var reader = TemplateReader(bytes, vocabulary: kind.vocabulary)
        let pieces = reader.pieces()
        guard reader.mistakes.isEmpty else {
            throw TemplateMistakes(all: reader.mistakes)
        }
        self.kind = kind
        self.pieces = pieces
    }

    /// The text in ReceiptLine with the values in their places; no longer than a text may be, but for its last line.
    public func text(_ values: TemplateValues) -> String {
        var text = ""
        var steps = 0
        fill(pieces, values, element: [:], &text, &steps)
        return text
    }

    private func fill(
        _ pieces: [TemplatePiece],
        _ values: TemplateValues,
        element: [String: String],
        _ text: inout String,
        _ steps: inout Int
    ) {
        for piece in pieces {
            steps += 1
            guard text.utf8.count <= ReceiptLineDocument.mostBytes, steps <= ReceiptTemplate.mostSteps else {
                return
            }
            switch piece {
            case .literal(let literal): text += literal
            case .value(let name): text += TemplateText.escaped(element[name] ?? values.values[name] ?? "")
            case .section(let name, let inner):
                if let list = values.lists[name] {
                    for element in list {
                        fill(inner, values, element: element, &text, &steps)
                    }
                } else if isThere(name, values, element) {
                    fill(inner, values, element: element, &text, &steps)
                }
            case .absence(let name, let inner):
                if !isThere(name, values, element) {
                    fill(inner, values, element: element, &text, &steps)
                }
            }
        }
    }

    private func isThere(_ name: String, _ values: TemplateValues, _ element: [String: String]) -> Bool {
        values.lists[name]?.isEmpty == false || (element[name] ?? values.values[name])?.isEmpty == false
    }
}
