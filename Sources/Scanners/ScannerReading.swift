import HID

/// One scan or swipe as a device gave it; it may be a payment code or a card number.
public enum ScannerReading: Sendable {
    /// Typed by a keyboard-mode scanner or swiper, without terminator.
    case typed(KeyboardMessage)
    /// From a scanner or swiper on a serial line, without what ends it.
    case received(SensitiveBytes)
    /// From a HID POS scanner.
    case scanned(ScanReading)
    /// From a swipe reader with reports of its own.
    case swiped(SwipeOutput)
}
