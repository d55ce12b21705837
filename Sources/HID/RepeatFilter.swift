import Crypto

/// Takes the same reading again within a window on one device for one event: one filter a device.
///
/// Each repeat opens the window anew, so a code that lies under a scanner stays one event. It keeps no reading, only a keyed
/// digest of the last one. Times are milliseconds that only ever grow.
public struct RepeatFilter: Sendable {
    private let window: Int64
    private let key: [UInt8]
    private var last: (digest: [UInt8], at: Int64)?

    /// `key` is random and of this run, because a card number's plain digest could be searched for.
    public init(window: Int64, key: [UInt8]) {
        self.window = window
        self.key = key
    }

    /// Whether `reading` is the one before it again, less than the window after it was seen last.
    public mutating func isRepeat(_ reading: SensitiveBytes, at now: Int64) -> Bool {
        let digest = reading.withBytes { HMACSHA256.code(of: Array($0), key: key) }
        let isRepeat = last.map { $0.digest == digest && now - $0.at < window } ?? false
        last = (digest, now)
        return isRepeat
    }
}
