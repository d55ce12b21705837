/// A range of leading decimal digits, such as 2221 to 2720.
struct PrefixRange: Sendable, Hashable {
    /// How many digits both ends have; at most eight.
    let length: Int
    let values: ClosedRange<Int>

    /// Reads `FIRST` or `FIRST-LAST`; nil for anything else.
    init?(_ text: some StringProtocol) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first.utf8.count == last.utf8.count,
            (1...8).contains(first.utf8.count), let low = Digits.value(first.utf8), let high = Digits.value(last.utf8),
            low <= high
        else {
            return nil
        }
        length = first.utf8.count
        values = low...high
    }

    func contains(_ digits: some Collection<UInt8>) -> Bool {
        let head = digits.prefix(length)
        return head.count == length && Digits.value(head).map(values.contains) ?? false
    }

    /// The fewest prefixes that together cover the range.
    var prefixes: [String] {
        var found: [String] = []
        var low = values.lowerBound
        while low <= values.upperBound {
            var size = 1
            var digits = length
            while digits > 1, low.isMultiple(of: size * 10), low + size * 10 - 1 <= values.upperBound {
                size *= 10
                digits -= 1
            }
            let text = String(low / size)
            found.append(String(repeating: "0", count: digits - text.utf8.count) + text)
            low += size
        }
        return found
    }
}
