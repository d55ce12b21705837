/// What can be wrong with a ReceiptLine text.
public enum MarkupFindingKind: Sendable, Hashable, CustomStringConvertible {
    // MARK: found in the text

    /// The text is longer than is read; the rest is left out.
    case tooLong
    /// A backslash before a character that has no meaning behind one; both are left out.
    case unknownEscape
    /// `\x` without two hexadecimal digits.
    case brokenHexadecimal
    /// A `{` or `}` that belongs to no property; it is printed.
    case strayBrace
    /// A property beside other columns; it is printed.
    case propertyBesideColumns
    /// Not of the form `name: value`.
    case malformedMember
    case unknownProperty(String)
    /// A value that the property does not have; the second text names what it has.
    case badValue(property: String, expected: String)
    case unknownOption(String)
    /// `image` holds no base64.
    case notBase64

    public var description: String {
        switch self {
        case .tooLong:
            "The text is longer than \(ReceiptLineDocument.mostBytes / 1024) KiB or "
                + "\(ReceiptLineDocument.mostLines) lines: the rest is left out."
        case .unknownEscape: "This escape sequence has no meaning and is left out: write \\\\ for a backslash."
        case .brokenHexadecimal: "\\x needs two hexadecimal digits."
        case .strayBrace: "This brace belongs to no property and is printed: write \\{ or \\}."
        case .propertyBesideColumns: "A property must stand alone on its line; this one is printed."
        case .malformedMember: "A property is written name: value; this is left out."
        case .unknownProperty(let name):
            "There is no property “\(name)”; there are "
                + MarkupProperty.names.map(\.name).joined(separator: ", ") + "."
        case .badValue(let property, let expected): "The value of \(property) must be \(expected)."
        case .unknownOption(let option): "There is no option “\(option)”."
        case .notBase64: "An image is a PNG in base64; this is left out."
        }
    }
}
