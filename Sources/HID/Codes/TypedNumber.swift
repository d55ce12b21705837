import Crypto

/// What somebody typed where a member's number belongs, seen without the spaces and dashes that group digits on a card, and with
/// full-width digits as plain ones.
public enum TypedNumber {
    /// What must not be taken for a member's number.
    public enum Danger: Sendable, Hashable {
        /// Whoever holds it can charge it.
        case paymentCode(PaymentScheme)
        case bankCard
    }

    /// Nil for what may be a member's number.
    ///
    /// A bank card's number here lies in the payment ranges *and* has the right check digit, or stands in a track: without a
    /// card there is no layout that tells more, and a shop's own numbers may begin with any digit.
    public static func danger(of text: String) -> Danger? {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.utf8.count)
        defer { zeroise(&plain) }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case _ where isGrouping(scalar): continue
            case 0xFF10...0xFF19: plain.append(UInt8(scalar.value - 0xFF10 + 0x30))
            default: plain.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        return plain.withUnsafeBufferPointer { plain in
            if let scheme = PaymentCodes.shared.scheme(of: plain) {
                return .paymentCode(scheme)
            }
            return isCardNumber(plain) || BankCardRule(claims: []).isBankCard(scan: plain) ? .bankCard : nil
        }
    }

    /// Whether one of the numbers that a sentence holds is such a thing; digits grouped by spaces or dashes are one number.
    public static func isDangerous(within text: String) -> Bool {
        text.unicodeScalars.split { !isDigit($0) && !isGrouping($0) }.contains { danger(of: String($0)) != nil }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }

    /// Space, no-break and ideographic space, hyphen, dashes.
    private static func isGrouping(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x3000, 0x2D, 0x2010...0x2015, 0xFF0D: true
        default: false
        }
    }

    private static func isCardNumber(_ digits: UnsafeBufferPointer<UInt8>) -> Bool {
        (12...19).contains(digits.count) && Digits.areAll(digits) && PaymentRanges.shared.contains(digits)
            && Luhn.isValid(digits)
    }
}
