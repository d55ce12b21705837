/// Something on a receipt that could not be shown as asked; the receipt is printed all the same.
public enum ReceiptFinding: Sendable, Hashable, CustomStringConvertible {
    /// The printer has no such character; question marks stand in its place.
    case unprintable(Unicode.Scalar)
    /// The symbol cannot be made; its text is printed instead.
    case symbolImpossible(SymbolError)
    /// The printer does not print stored pictures.
    case logoNotPrinted(key: String)
    /// No fonts to draw a page with: its areas are printed below one another, not turned.
    case pageNotDrawn
    /// Something in a ReceiptLine text.
    case markup(MarkupFinding)

    public var description: String {
        switch self {
        case .unprintable(let scalar):
            "The printer cannot print “\(scalar)” (U+\(String(scalar.value, radix: 16, uppercase: true))): check its profile."
        case .symbolImpossible(let error): error.description
        case .logoNotPrinted(let key): "The printer does not print the stored picture “\(key)”: check its profile."
        case .pageNotDrawn: "A page could not be drawn: install the fonts."
        case .markup(let finding): finding.description
        }
    }
}
