/// A key that went down or up. A row of these may be a card number: keep none.
public struct KeyChange: Sendable, Hashable {
    /// Usage on the keyboard page.
    public let key: UInt8
    public let isDown: Bool
    /// The modifiers after the change.
    public let modifiers: KeyModifiers

    public init(key: UInt8, isDown: Bool, modifiers: KeyModifiers) {
        self.key = key
        self.isDown = isDown
        self.modifiers = modifiers
    }
}
