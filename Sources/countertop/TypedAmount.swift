/// An amount as people write it.
enum TypedAmount {
    /// `12.05` or `12` in the smallest unit of a currency with `exponent` decimal places.
    static func minor(_ text: String, exponent: Int) throws(CommandFailure) -> Int64 {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        func isNumber(_ part: Substring) -> Bool {
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.count <= 2, parts.allSatisfy(isNumber), parts.count == 1 || parts[1].count == exponent,
            let whole = Int64(parts[0]), whole <= 100_000_000
        else {
            let zeros = String(repeating: "0", count: exponent)
            throw .usage("“\(text)” is no amount; write \(exponent == 0 ? "12" : "12." + zeros).")
        }
        let scale = (0..<exponent).reduce(Int64(1)) { product, _ in product * 10 }
        return whole * scale + (parts.count == 2 ? Int64(parts[1]) ?? 0 : 0)
    }
}
