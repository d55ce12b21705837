import Crypto

/// Takes the same reading again within a window on one device for one event: one filter a device.
///
/// Each repeat opens the window anew, so a code that lies under a scanner stays one event. It keeps no reading, only a keyed
/// digest of the last one. Times are milliseconds that only ever grow.
///
/// A restart of the program ends the window, on purpose. Nothing of a bank card or payment code may outlive the run, not even a
/// digest; and whoever scans again because the counter was away wants that scan taken. What must not be taken twice does not
/// depend on this filter: dynamic codes are remembered in the journal, payment codes are good once at their wallet.
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
    ///
    /// A swipe of which nothing could be read, or some of it in cipher only, is never a repeat.
    public mutating func isRepeat(_ reading: Reading, at now: Int64) -> Bool {
        switch reading {
        case .scan(let scan): isRepeat([scan.data], at: now)
        case .swipe(let set): !set.hasEncrypted && !set.tracks.isEmpty && isRepeat(set.tracks.map(\.text), at: now)
        }
    }

    private mutating func isRepeat(_ parts: [SensitiveBytes], at now: Int64) -> Bool {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        defer { zeroise(&bytes) }
        for part in parts {
            part.withBytes { bytes.append(contentsOf: $0) }
        }
        let digest = HMACSHA256.code(of: bytes, key: key)
        let isRepeat = last.map { $0.digest == digest && now - $0.at < window } ?? false
        last = (digest, now)
        return isRepeat
    }
}
