/// UPC-E: UPC-A with zeros left out (GS1 General Specifications §5.2.2.4).
enum UPCE {
    /// The 12 digits that 6 digits, 7 with the number system in front, or 8 with the check digit too, stand for.
    static func expand(_ digits: [UInt8]) throws(RetailCodeError) -> [UInt8] {
        guard Digits.areAll(digits), (6...8).contains(digits.count) else {
            throw RetailCodeError.wrongLength
        }
        let system = digits.count == 6 ? 0x30 : digits[0]
        guard system <= 0x31 else {
            throw RetailCodeError.wrongLength
        }
        let body = Array(digits.count == 6 ? digits[...] : digits[1...6])
        let zeros = { (count: Int) in [UInt8](repeating: 0x30, count: count) }
        let written: [UInt8] =
            switch body[5] {
            case 0x30...0x32: body[0...1] + [body[5]] + zeros(4) + body[2...4]
            case 0x33: body[0...2] + zeros(5) + body[3...4]
            case 0x34: body[0...3] + zeros(5) + [body[4]]
            default: body[0...4] + zeros(4) + [body[5]]
            }
        let number = [system] + written
        if digits.count == 8 {
            guard CheckDigit.isValid(number + [digits[7]]) else {
                throw RetailCodeError.wrongCheckDigit
            }
            return number + [digits[7]]
        }
        guard let check = (UInt8(0x30)...0x39).first(where: { CheckDigit.isValid(number + [$0]) }) else {
            throw RetailCodeError.wrongCheckDigit
        }
        return number + [check]
    }
}
