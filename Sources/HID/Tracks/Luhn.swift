/// The check digit of card numbers (ISO/IEC 7812-1 annex B).
public enum Luhn {
    /// Whether ASCII digits end in their check digit; false for none and for anything but digits.
    public static func isValid(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
        var sum = 0
        var doubled = false
        for byte in digits.reversed() {
            guard (0x30...0x39).contains(byte) else {
                return false
            }
            let value = Int(byte - 0x30) << (doubled ? 1 : 0)
            sum += value > 9 ? value - 9 : value
            doubled.toggle()
        }
        return !digits.isEmpty && sum.isMultiple(of: 10)
    }
}
