/// The number of an EAN or UPC symbol.
public struct RetailCode: Sendable, Hashable {
    /// 13 digits, or 8 for EAN-8; UPC-A has a zero in front, UPC-E is written out.
    public let number: String
    /// Two digits (the issue of a periodical) or five (a price), if the symbol has an add-on.
    public let addOn: String?
    public let use: RetailUse

    /// Reads what a scanner sends. With an AIM identifier `E0` has 13 digits, `E3` 15 or 18, `E4` 8; without one also 12 (UPC-A), 14, 17,
    /// and 6 to 8 (UPC-E without and with its number system and check digit).
    public init(_ digits: some Collection<UInt8>, identifier: AIMIdentifier? = nil) throws(RetailCodeError) {
        let digits = Array(digits)
        guard Digits.areAll(digits) else {
            throw RetailCodeError.notDigits
        }
        let (number, addOn) = try Self.split(digits, identifier)
        guard CheckDigit.isValid(number) else {
            throw RetailCodeError.wrongCheckDigit
        }
        self.number = String(decoding: number, as: UTF8.self)
        self.addOn = addOn.isEmpty ? nil : String(decoding: addOn, as: UTF8.self)
        use = RetailUse(number: self.number)
    }

    private static func split(
        _ digits: [UInt8],
        _ identifier: AIMIdentifier?
    ) throws(RetailCodeError) -> (number: [UInt8], addOn: ArraySlice<UInt8>) {
        if let identifier {
            guard identifier.symbology == .ean else {
                throw RetailCodeError.wrongSymbology
            }
            switch (identifier.modifier, digits.count) {
            case (0x30, 13), (0x34, 8): return (digits, [])
            case (0x33, 15), (0x33, 18): return (Array(digits.prefix(13)), digits.dropFirst(13))
            // Some scanners send UPC-A and UPC-E as printed although the standard says 13 digits.
            case (0x30, 6...8): return ([0x30] + (try UPCE.expand(digits)), [])
            case (0x30, 12): break
            default: throw RetailCodeError.wrongLength
            }
        }
        switch digits.count {
        case 13: return (digits, [])
        case 12: return ([0x30] + digits, [])
        case 14, 17: return ([0x30] + digits.prefix(12), digits.dropFirst(12))
        case 15, 18: return (Array(digits.prefix(13)), digits.dropFirst(13))
        case 6, 7: return ([0x30] + (try UPCE.expand(digits)), [])
        case 8:
            let expanded = digits[0] <= 0x31 ? try? UPCE.expand(digits) : nil
            switch (CheckDigit.isValid(digits), expanded) {
            case (true, nil): return (digits, [])
            case (false, let expanded?): return ([0x30] + expanded, [])
            case (true, .some): throw RetailCodeError.ambiguous
            case (false, nil): throw RetailCodeError.wrongCheckDigit
            }
        default: throw RetailCodeError.wrongLength
        }
    }
}
