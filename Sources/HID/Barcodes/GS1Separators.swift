/// Whether the separators of a GS1 symbol (FNC1, sent as GS, 1D) reach us.
public enum GS1Separators: Sendable, Hashable {
    /// The device passes bytes on: HID POS, serial.
    case kept
    /// Keyboard mode: many scanners drop GS, or a layout has no key for it.
    case mayBeLost
}
