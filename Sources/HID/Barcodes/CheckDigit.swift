/// The check digits of the GS1 system (GS1 General Specifications §7.9).
public enum CheckDigit {
    /// Whether ASCII digits end in the check digit of GTIN, GLN, SSCC, GSRN and the other numeric keys: weights 3 and 1 from the right.
    public static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        var weight = 1
        for byte in digits.reversed() {
            guard Digits.holds(byte) else {
                return false
            }
            sum += Int(byte - 0x30) * weight
            weight = 4 - weight
        }
        return digits.count > 1 && sum.isMultiple(of: 10)
    }

    /// Whether a text of character set 82 ends in its pair of check characters, as the alphanumeric keys do.
    static func isValidPair(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        guard text.count > 2 else {
            return false
        }
        var sum = 0
        var prime = 1
        for byte in text.dropLast(2).reversed() {
            guard let weight = GS1Character.position(of: byte) else {
                return false
            }
            prime = nextPrime(after: prime)
            sum += weight * prime
        }
        sum %= 1021
        return text.suffix(2).elementsEqual([pairCharacters[sum >> 5], pairCharacters[sum & 31]])
    }

    private static let pairCharacters = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

    private static func nextPrime(after number: Int) -> Int {
        var candidate = number + 1
        while (2..<candidate).contains(where: { $0 * $0 <= candidate && candidate.isMultiple(of: $0) }) {
            candidate += 1
        }
        return candidate
    }
}
