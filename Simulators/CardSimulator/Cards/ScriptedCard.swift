import Synchronization

/// A card whose answers are given by a closure, for tests of readers rather than of cards.
///
/// Answers `FF CA 00 00 00` with its UID by itself, as a contactless reader does.
public final class ScriptedCard: VirtualCard {
    /// A contactless layer-4 card's answer to reset (ISO/IEC 14443-4 type A, no historical bytes).
    public static let contactlessATR: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01]
    /// A contact card's answer to reset (FM1280 pattern).
    public static let contactATR: [UInt8] = [0x3B, 0x6B, 0x00, 0x00, 0x20, 0x90, 0, 0, 0, 0, 0, 1, 2, 3, 4]
    /// No answer to reset at all by ISO/IEC 7816-3 §8.1.
    public static let brokenATR: [UInt8] = [0x00, 0x00, 0x00]

    public let atr: [UInt8]
    private let uid: [UInt8]?
    private let answer: @Sendable ([UInt8]) -> [UInt8]?
    private let seen = Mutex<[[UInt8]]>([])
    private let powers = Mutex(0)

    /// `uid` nil: a contact card; `answer` gets every other command, by default it is answered with 9000.
    public init(
        atr: [UInt8] = ScriptedCard.contactlessATR,
        uid: [UInt8]?,
        answer: @escaping @Sendable ([UInt8]) -> [UInt8]? = { _ in [0x90, 0x00] }
    ) {
        self.atr = atr
        self.uid = uid
        self.answer = answer
    }

    /// Every command so far, in order.
    public var commands: [[UInt8]] { seen.withLock { $0 } }
    /// How often power was given, taken, or the card was reset.
    public var powerChanges: Int { powers.withLock { $0 } }

    public func powerChanged() {
        powers.withLock { $0 += 1 }
    }

    public func respond(to command: [UInt8]) -> [UInt8]? {
        seen.withLock { $0.append(command) }
        if command.starts(with: [0xFF, 0xCA, 0x00, 0x00]) {
            return uid.map { $0 + [0x90, 0x00] } ?? [0x6A, 0x81]
        }
        return answer(command)
    }
}
