/// How a run of text looks.
public struct TextStyle: Sendable, Hashable {
    public var isBold: Bool
    /// White on black.
    public var isInverse: Bool
    public var isUnderlined: Bool
    /// 1…8 times the width of a cell.
    public let widthScale: Int
    /// 1…8 times the height of a cell.
    public let heightScale: Int

    /// Scales beyond 1…8 are brought into that range, which is what printers know.
    public init(
        bold: Bool = false,
        inverse: Bool = false,
        underlined: Bool = false,
        widthScale: Int = 1,
        heightScale: Int = 1
    ) {
        isBold = bold
        isInverse = inverse
        isUnderlined = underlined
        self.widthScale = min(8, max(1, widthScale))
        self.heightScale = min(8, max(1, heightScale))
    }

    public static let plain = TextStyle()
    public static let bold = TextStyle(bold: true)
    /// Twice as high.
    public static let tall = TextStyle(bold: true, heightScale: 2)
    /// Twice as high and wide.
    public static let double = TextStyle(widthScale: 2, heightScale: 2)
}
