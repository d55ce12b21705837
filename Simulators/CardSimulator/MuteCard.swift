import Synchronization

/// A card seen by the reader that does not answer to reset: upside down, half in, or broken.
public final class MuteCard: VirtualCard {
    private let poweredUp = Mutex(false)

    /// Makes one.
    public init() {}

    /// A plain answer while the reader only looks whether a card is there, nothing once it was powered up.
    public var atr: [UInt8] {
        poweredUp.withLock { powered in
            defer { powered = false }
            return powered ? [] : ScriptedCard.contactATR
        }
    }

    public func powerChanged() {
        poweredUp.withLock { $0 = true }
    }

    public func respond(to command: [UInt8]) -> [UInt8]? { nil }
}
