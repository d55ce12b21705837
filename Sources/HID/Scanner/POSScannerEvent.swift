/// What came out of a HID POS scanner's reports.
public enum POSScannerEvent: Sendable {
    case reading(ScanReading)
    /// A code whose continuation never came; `received` bytes of it are dropped.
    case incomplete(received: Int)
}
