/// A pattern that would take payment codes or bank cards for members: an error of the configuration, shown by an example.
public struct PaymentConflict: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: Sendable, Hashable {
        /// The pattern matches payment codes of the scheme.
        case code(PaymentScheme)
        /// The pattern matches bank cards of the scheme, by its name in `payment-ranges.txt`.
        case card(scheme: String)
        /// The pattern matches numbers laid out as on bank cards without fixing their first four digits.
        case openPrefix
    }

    public let kind: Kind
    /// What both match; made up, nobody's.
    public let example: String

    public var description: String {
        switch kind {
        case .code(let scheme): "matches payment codes of \(scheme.rawValue), for example “\(example)”"
        case .card(let scheme): "matches bank cards of \(scheme), for example “\(example)”"
        case .openPrefix:
            "matches numbers laid out as on bank cards without fixing their first four digits, for example “\(example)”"
        }
    }
}
