/// Writes properties with their long names.
enum MarkupPropertyWriter {
    static func text(of property: MarkupProperty) -> String {
        var members: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value {
                members.append(name + ":" + escaped(value))
            }
        }
        add("text", property.wraps.map { $0 ? "wrap" : "nowrap" })
        add("border", property.border.map(text(of:)))
        add("width", property.widths.map(text(of:)))
        add("align", property.lineAlignment?.rawValue)
        add("option", property.options.map(text(of:)))
        add("code", property.code)
        add("image", property.image.map(MarkupBase64.encoded))
        add("command", property.command)
        add("comment", property.comment)
        return "{" + members.joined(separator: ";") + "}"
    }

    private static func text(of border: MarkupBorder) -> String {
        switch border {
        case .line: "line"
        case .space(let cells): String(cells)
        }
    }

    private static func text(of widths: [MarkupWidth]) -> String {
        guard !widths.isEmpty else {
            return "auto"
        }
        return widths.map { width in
            switch width {
            case .share: "*"
            case .cells(let cells): String(cells)
            }
        }.joined(separator: " ")
    }

    /// The first number from 2 to 4 is the width of a module, the first from 3 to 8 the side of a cell: where one number
    /// is both, one is written.
    private static func text(of options: MarkupSymbolOptions) -> String {
        var numbers = [options.cellSize, options.moduleWidth]
        if options.moduleWidth == 2 {
            numbers.reverse()
        } else if options.cellSize == options.moduleWidth {
            numbers.removeLast()
        }
        let words =
            [options.symbology.rawValue] + (numbers + [options.height]).map { String($0) }
            + [options.hasText ? "hri" : "nohri", options.level.rawValue]
        return words.joined(separator: " ")
    }

    /// Whatever could be taken for markup, and space at the ends, is written so that it stays.
    private static func escaped(_ text: String) -> String {
        var result = ""
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            switch scalar {
            case "\n": result += "\\n"
            case "\\", "|", "{", "}", ";": result += "\\" + String(scalar)
            case "\u{0}"..<" ", "\u{7F}": result += MarkupHexadecimal.written(UInt8(truncatingIfNeeded: scalar.value))
            case " " where index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex:
                result += MarkupHexadecimal.written(0x20)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
