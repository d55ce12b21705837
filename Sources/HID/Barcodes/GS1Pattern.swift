/// Application Identifiers by their digits; `n` stands for any.
struct GS1Pattern: Sendable, Hashable {
    let text: String

    /// Reads `01`, `310n`, or a range of either such as `310n-316n`; empty for anything else.
    static func read(_ text: some StringProtocol) -> [GS1Pattern] {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        let places = String(repeating: "n", count: text.utf8.reversed().prefix { $0 == 0x6E }.count)
        let digits = ends.map { $0.utf8.filter(Digits.holds) }
        guard (1...2).contains(ends.count), let first = digits.first, let last = digits.last, first.count == last.count,
            zip(ends, digits).allSatisfy({ $0.utf8.elementsEqual($1 + Array(places.utf8)) }),
            (2...4).contains(first.count + places.utf8.count), let low = Digits.value(first),
            let high = Digits.value(last), low <= high
        else {
            return []
        }
        return (low...high).map { number in
            let digits = String(number)
            return GS1Pattern(
                text: String(repeating: "0", count: max(0, first.count - digits.utf8.count)) + digits + places
            )
        }
    }

    func fits(_ identifier: String) -> Bool {
        text.utf8.count == identifier.utf8.count
            && zip(text.utf8, identifier.utf8).allSatisfy { $0 == $1 || $0 == 0x6E }
    }
}
