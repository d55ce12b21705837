import Synchronization

/// A card seen by the reader that does not answer to reset: upside down, half in, or broken.
public final class MuteCard: VirtualCard {
    private let isPoweredUp = Mutex(false)

    /// Makes one.
    public init() {}

    /// A plain answer while the reader only looks whether a card is there; after power more bytes than an answer to reset may
    /// have, which is the one thing vpcd takes for a card that is there and does not answer.
    public var atr: [UInt8] {
        isPoweredUp.withLock { powered in
            defer { powered = false }
            return powered ? [UInt8](repeating: 0, count: 40) : ScriptedCard.contactATR
        }
    }

    public func powerChanged() {
        isPoweredUp.withLock { $0 = true }
    }

    public func respond(to command: [UInt8]) -> [UInt8]? { nil }
}
