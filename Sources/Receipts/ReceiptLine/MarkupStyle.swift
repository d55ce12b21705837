/// How text looks, as ReceiptLine writes it.
public struct MarkupStyle: Sendable, Hashable {
    /// `_`
    public var isUnderlined: Bool
    /// `"`
    public var isEmphasised: Bool
    /// `` ` ``: white on black.
    public var isInverted: Bool
    /// The number of `^`, 0…7: 1 is twice as wide, 2 twice as high, 3…7 are 2…6 times as wide and high.
    public private(set) var size: Int

    public init(underlined: Bool = false, emphasised: Bool = false, inverted: Bool = false, size: Int = 0) {
        isUnderlined = underlined
        isEmphasised = emphasised
        isInverted = inverted
        self.size = min(7, max(0, size))
    }

    /// The same size again ends it.
    mutating func toggle(size carets: Int) {
        let new = min(7, carets)
        size = size == new ? 0 : new
    }

    public var widthScale: Int {
        size < 2 ? size + 1 : size - 1
    }

    public var heightScale: Int {
        size < 2 ? 1 : max(2, size - 1)
    }
}
