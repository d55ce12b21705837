/// The bars of a one-dimensional bar code.
struct BarcodeBars: Hashable {
    /// Dots of bar, space, bar … from the first bar to the last.
    let widths: [Int]
    /// What a scanner reads.
    let content: [UInt8]

    var dots: Int { widths.reduce(0, +) }

    /// Modules written as digits, each `module` dots wide.
    static func widths(_ pattern: some StringProtocol, module: Int) -> [Int] {
        pattern.utf8.map { (Int($0) - 0x30) * module }
    }
}
