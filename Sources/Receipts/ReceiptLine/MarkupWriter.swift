/// Writes the lines of a ReceiptLine text.
enum MarkupWriter {
    static func text(of content: MarkupContent) -> String {
        switch content {
        case .rule: "-"
        case .cut: "="
        case .property(let property): drawn(MarkupPropertyWriter.text(of: property), property.alignment)
        case .columns(let columns): text(of: columns)
        }
    }

    private static func text(of columns: [MarkupColumn]) -> String {
        guard columns.count == 1 else {
            return columns.reduce(into: "|") { $0 += inner($1) + "|" }
        }
        let text = text(of: columns[0].rows)
        // Nothing but hyphens or equal signs would be a rule or a cut.
        let isMark = text.first == "-" || text.first == "="
        return drawn((isMark ? "\\" : "") + text, columns[0].alignment)
    }

    /// A single column, drawn to one edge.
    private static func drawn(_ text: String, _ alignment: MarkupAlignment) -> String {
        switch alignment {
        case .left: "|" + text
        case .center: text
        case .right: text + "|"
        }
    }

    private static func inner(_ column: MarkupColumn) -> String {
        switch column.alignment {
        case .left: text(of: column.rows) + " "
        case .center: text(of: column.rows)
        case .right: " " + text(of: column.rows)
        }
    }

    private static func text(of rows: [[MarkupSpan]]) -> String {
        var text = ""
        var style = MarkupStyle()
        for (index, row) in rows.enumerated() {
            text += index > 0 ? "\\n" : ""
            for span in row {
                text += change(from: style, to: span.style)
                style = span.style
                text += escaped(span.text)
            }
        }
        return text
    }

    private static func change(from old: MarkupStyle, to new: MarkupStyle) -> String {
        var text = ""
        text += old.isUnderlined != new.isUnderlined ? "_" : ""
        text += old.isEmphasised != new.isEmphasised ? "\"" : ""
        text += old.isInverted != new.isInverted ? "`" : ""
        if old.size != new.size {
            text += String(repeating: "^", count: new.size == 0 ? old.size : new.size)
        }
        return text
    }

    /// Spaces at the ends are written so that they stay.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            switch scalar {
            case " ":
                result.append(
                    index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex ? "~" : " "
                )
            case "\\", "|", "{", "}", "~", "_", "\"", "`", "^":
                result.append("\\")
                result.append(scalar)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
