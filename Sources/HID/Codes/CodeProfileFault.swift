/// What makes a code profile unusable; the text is for the one who writes the configuration.
public enum CodeProfileFault: Error, Sendable, Hashable, CustomStringConvertible {
    case missingField(String)
    case payment(PaymentConflict)
    case unknownIdentifier(String)
    /// More bits of an EM4100 number are asked for than the reader shows from below.
    case wrongBits(shown: Int)
    /// The field `code` does not have the digits of the time-based password.
    case wrongCodeField(digits: Int)

    public var description: String {
        switch self {
        case .missingField(let name): "the pattern has no field <\(name):…>"
        case .payment(let conflict): "the pattern \(conflict)"
        case .unknownIdentifier(let identifier): "“\(identifier)” is no GS1 application identifier"
        case .wrongBits(let shown): "“bits” is a multiple of 4 up to \(shown), as many as the reader shows"
        case .wrongCodeField(let digits): "the field <code:…> is <code:digits \(digits)> for this password"
        }
    }
}
