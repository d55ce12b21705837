import Synchronization

/// Another card with something going wrong at one of its commands.
public final class FaultyCard: VirtualCard {
    public enum Fault: Sendable, Hashable {
        /// Taken away instead of answering.
        case removed
        /// An answer of one byte.
        case shortAnswer
        /// Bytes instead of the answer.
        case garbage([UInt8])
    }

    public let atr: [UInt8]
    private let card: any VirtualCard
    private let index: Int
    private let fault: Fault
    private let count = Mutex(0)

    /// `index` counts commands from 0.
    public init(_ card: any VirtualCard, at index: Int, _ fault: Fault) {
        self.card = card
        self.index = index
        self.fault = fault
        atr = card.atr
    }

    public func powerChanged() {
        card.powerChanged()
    }

    public func respond(to command: [UInt8]) -> [UInt8]? {
        let number = count.withLock { count in
            defer { count += 1 }
            return count
        }
        guard number == index else {
            return card.respond(to: command)
        }
        switch fault {
        case .removed: return nil
        case .shortAnswer: return [0x90]
        case .garbage(let bytes): return bytes
        }
    }
}
