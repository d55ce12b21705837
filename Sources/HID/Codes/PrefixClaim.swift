import Domain

/// The fixed first digits that a track profile claims for its numbers.
enum PrefixClaim {
    /// With fewer a profile would claim what whole industries use (ISO/IEC 7812-1: one digit is an industry, six to eight an issuer).
    static let leastDigits = 4

    /// The literal digits at the beginning of the number in a track's pattern; nil when there are fewer than four.
    static func digits(of template: Template, on track: TrackNumber) -> [UInt8]? {
        guard case .literal(let literal)? = template.parts.first else {
            return nil
        }
        var head = literal[...]
        if let first = head.first, first == 0x25 || first == 0x3B {
            head.removeFirst()
        }
        switch track {
        case .first where head.first == 0x42: head.removeFirst()
        case .first, .second: break
        case .third: head = head.dropFirst(2)
        }
        let digits = Array(head.prefix(while: Digits.holds))
        return digits.count >= leastDigits ? digits : nil
    }
}
