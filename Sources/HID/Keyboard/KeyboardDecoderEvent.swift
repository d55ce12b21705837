/// What came out of a keyboard-mode device's reports.
public enum KeyboardDecoderEvent: Sendable {
    case message(KeyboardMessage)
    /// The device switched a lock: send it the lamps, as a host does.
    case locks(KeyboardLEDs)
    /// More than the settings' limit without an end; everything up to the next end is dropped.
    case tooLong
}
