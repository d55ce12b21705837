/// One line of a ReceiptLine text.
public struct MarkupLine: Sendable, Hashable {
    /// Counted from 1.
    public let number: Int
    public let content: MarkupContent
    /// Where each column of text begins, or else the only thing on the line.
    public let places: [Int]

    /// Where column `index` begins.
    public func position(_ index: Int = 0) -> MarkupPosition {
        MarkupPosition(line: number, column: places.indices.contains(index) ? places[index] : 1)
    }
}
