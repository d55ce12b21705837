/// Digits and their check digits as symbols of retail have them.
enum SymbolDigits {
    /// The values of a text of ASCII digits.
    static func values(_ text: String, in symbology: Symbology) throws(SymbolError) -> [Int] {
        var values: [Int] = []
        for scalar in text.unicodeScalars {
            guard (0x30...0x39).contains(scalar.value) else {
                throw .character(symbology, scalar)
            }
            values.append(Int(scalar.value) - 0x30)
        }
        return values
    }

    static func text(_ values: [Int]) -> String {
        values.map { String($0) }.joined()
    }

    static func ascii(_ values: [Int]) -> [UInt8] {
        values.map { UInt8(truncatingIfNeeded: $0 + 0x30) }
    }

    /// The check digit of GS1 General Specifications §7.9.1: weights 3 and 1 in turn from the right.
    static func check(_ values: some BidirectionalCollection<Int>) -> Int {
        var sum = 0
        var weight = 3
        for value in values.reversed() {
            sum += value * weight
            weight = 4 - weight
        }
        return (10 - sum % 10) % 10
    }

    /// `count` digits, the last of them the check digit, from `count - 1` or `count`.
    static func completed(_ values: [Int], count: Int, in symbology: Symbology) throws(SymbolError) -> [Int] {
        guard values.count == count || values.count == count - 1 else {
            throw .length(symbology, count: values.count, allowed: "\(count - 1) or \(count)")
        }
        let expected = check(values.prefix(count - 1))
        if let found = values.dropFirst(count - 1).first, found != expected {
            throw .checkDigit(symbology, found: found, expected: expected)
        }
        return values.prefix(count - 1) + [expected]
    }
}
