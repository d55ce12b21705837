/// What a HID interface can be used for here.
public enum HIDFunction: Sendable, Hashable {
    /// Types keys: `KeyboardDecoder`.
    case keyboard
    /// Gives scanned codes in POS reports: `POSScannerDecoder`.
    case posScanner
    /// Gives swipes in reports.
    case swiper(MagstripeFormat)
}
