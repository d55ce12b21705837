/// Cuts what a scanner or swiper on a serial line sends into readings.
///
/// No clock: times are milliseconds that only ever grow; the owner asks for `deadline` after each call and calls `elapsed` when it
/// has come. Belongs to one thread at a time.
public struct SerialDecoder: ~Copyable, Sendable {
    public enum Event: Sendable {
        case reading(SensitiveBytes)
        /// More than a reading can be, or a beginning without an end; it was dropped.
        case garbled
    }

    /// Bytes of one reading; a QR code carries at most 7,089 digits.
    private static let largest = 8_192

    private let framing: SerialFraming
    private let idle: Int64
    private var text = SensitiveBuffer(capacity: SerialDecoder.largest)
    private var isOpen = false
    private var isOverlong = false
    private var lastByte: Int64 = 0

    /// `idle` is how many milliseconds of silence end a line, or give up what no ETX ended.
    public init(framing: SerialFraming, idle: Int64 = 200) {
        self.framing = framing
        self.idle = idle
    }

    /// When `elapsed` is to be called; nil while nothing is under way.
    public var deadline: Int64? { isOpen ? lastByte + idle : nil }

    /// Takes bytes as they came at `now`; the caller overwrites them.
    public mutating func take(_ bytes: some Sequence<UInt8>, at now: Int64) -> [Event] {
        var events = elapsed(to: now)
        for byte in bytes {
            lastByte = now
            switch (framing, byte) {
            case (.line, 0x0D), (.line, 0x0A), (.stxEtx, 0x03): end(&events)
            case (.stxEtx, 0x02):
                if isOpen {
                    events.append(.garbled)
                }
                reset()
                isOpen = true
            case (.stxEtx, _) where !isOpen: break
            default:
                isOpen = true
                if !isOverlong, !text.append(byte) {
                    isOverlong = true
                    text.wipe()
                }
            }
        }
        return events
    }

    /// Ends what has been silent for too long.
    public mutating func elapsed(to now: Int64) -> [Event] {
        var events: [Event] = []
        if let deadline, now >= deadline {
            if framing == .line {
                end(&events)
            } else {
                events.append(.garbled)
                reset()
            }
        }
        return events
    }

    /// Forgets what is under way.
    public mutating func reset() {
        text.wipe()
        isOpen = false
        isOverlong = false
    }

    /// Gives out the reading; nothing when it is empty, as between the two halves of CR LF.
    private mutating func end(_ events: inout [Event]) {
        if isOverlong {
            events.append(.garbled)
        } else if !text.isEmpty {
            events.append(.reading(text.take()))
        }
        reset()
    }
}
