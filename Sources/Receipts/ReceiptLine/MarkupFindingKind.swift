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

    // MARK: found when it is laid out

    /// A column with text for which `width` names no width; it is not printed, as the language has it.
    case columnHidden
    /// More columns than the paper has room for; the last ones are not printed.
    case columnsOverflow
    /// A character wider than its column is left out.
    case characterTooWide
    /// An amount wider than the paper is broken.
    case amountBroken
    /// `nowrap` left an amount out.
    case amountCut
    /// The symbol cannot be made; its text is printed instead.
    case symbolImpossible(SymbolError)
    /// `image` is no PNG, or a too large one.
    case unreadablePicture
    /// Commands of a device are not passed on.
    case commandRefused
    /// The receipt is longer than is printed; the rest is left out.
    case paperTooLong

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
        case .columnHidden: "This column is not printed: give width a value for it."
        case .columnsOverflow: "The paper has no room for this column: it is not printed."
        case .characterTooWide: "A character is wider than its column and is left out: widen the column."
        case .amountBroken: "An amount is wider than the paper and is broken: write it smaller."
        case .amountCut: "An amount has no room on the line and is left out: widen the column or let it wrap."
        case .symbolImpossible(let error): error.description
        case .unreadablePicture: "The image is no PNG, or a too large one; it is left out."
        case .commandRefused:
            "Commands of a device are not passed on; only the drawer and the beeper can be used: write drawer or beep."
        case .paperTooLong:
            "The receipt is longer than \(MarkupLayoutBuilder.mostDots / 8000) m: the rest is left out."
        }
    }
}
