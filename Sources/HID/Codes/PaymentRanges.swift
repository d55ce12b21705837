/// The first digits of payment cards, compiled in from `payment-ranges.txt`.
struct PaymentRanges: Sendable {
    struct Entry: Sendable, Hashable {
        let range: PrefixRange
        let scheme: String
    }

    static let shared = PaymentRanges(lines: DataLines.read(PackageResources.payment_ranges_txt))

    let entries: [Entry]

    /// A line that cannot be read is left out, which the tests notice.
    init(lines: [Substring]) {
        entries = lines.compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, let range = PrefixRange(words[0]) else {
                return nil
            }
            return Entry(range: range, scheme: String(words[1]))
        }
    }

    /// Whether a number that begins with `digits` is one of a payment scheme; eight digits are enough.
    func contains(_ digits: some Collection<UInt8>) -> Bool {
        entries.contains { $0.range.contains(digits) }
    }
}
