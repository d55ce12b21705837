/// Why a symbol cannot be made.
public enum SymbolError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty(Symbology)
    /// A character that the symbology does not have.
    case character(Symbology, Unicode.Scalar)
    /// Another number of digits than `allowed` says.
    case length(Symbology, count: Int, allowed: String)
    /// The check digit does not fit the digits before it.
    case checkDigit(Symbology, found: Int, expected: Int)
    /// The text is not built as the symbology needs it; `rule` says how.
    case structure(Symbology, rule: String)
    /// More bytes than the largest symbol holds.
    case tooLong(Symbology, bytes: Int)
    /// The paper has not so many modules, quiet zones included, in a size that reads well.
    case tooWide(Symbology, modules: Int)

    public var description: String {
        switch self {
        case .empty(let symbology): "The \(symbology.title) symbol is empty: give it a text."
        case .character(let symbology, let scalar):
            "A \(symbology.title) symbol cannot hold U+\(String(scalar.value, radix: 16, uppercase: true)): leave it out or use a QR symbol."
        case .length(let symbology, let count, let allowed):
            "A \(symbology.title) symbol has \(allowed) digits, not \(count): correct its number."
        case .checkDigit(let symbology, let found, let expected):
            "The check digit of the \(symbology.title) symbol is \(found) and must be \(expected): correct its number or leave the digit out."
        case .structure(let symbology, let rule): "A \(symbology.title) symbol \(rule): correct its text."
        case .tooLong(let symbology, let bytes):
            "A \(symbology.title) symbol cannot hold \(bytes) bytes: shorten its text."
        case .tooWide(let symbology, _):
            "The \(symbology.title) symbol does not fit on this paper: shorten its text."
        }
    }
}
