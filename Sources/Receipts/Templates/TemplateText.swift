/// Writes values so that they are text and nothing else, wherever in a template they stand.
enum TemplateText {
    /// Every character that could be markup, in text or in a property, becomes a hexadecimal escape, which is none in
    /// either; line ends and tabs become spaces, and spaces at the ends stay.
    static func escaped(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = PrintableText.clean(value).unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            switch scalar {
            case "\\", "|", "{", "}", "~", "_", "\"", "`", "^", "-", "=", ";", ":":
                result.append(
                    contentsOf: MarkupHexadecimal.written(UInt8(truncatingIfNeeded: scalar.value)).unicodeScalars
                )
            case " " where index == scalars.startIndex || scalars.index(after: index) == scalars.endIndex:
                result.append(contentsOf: MarkupHexadecimal.written(0x20).unicodeScalars)
            case "\u{0}"..<" ", "\u{7F}": break
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
