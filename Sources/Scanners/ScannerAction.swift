import HID

/// What the counter asks of a HID POS scanner; other devices ignore it.
public enum ScannerAction: Sendable, Hashable {
    /// Forbids or allows to read; kept across unplugging.
    case preventRead(Bool)
    case beep(POSScannerControl.Action)
}
