import HID

/// A scanner or swiper on a serial line, or a USB one that is a modem to the kernel (CDC-ACM).
public struct SerialScannerSettings: Sendable, Hashable {
    /// `/dev/ttyS0`, `/dev/serial/by-id/…`.
    public var path: String
    public var baud: Int
    public var framing: SerialFraming

    public init(path: String, baud: Int = 9_600, framing: SerialFraming = .line) {
        self.path = path
        self.baud = baud
        self.framing = framing
    }
}
