import Synchronization

/// A card that answers whatever hurts most.
public final class HostileCard: VirtualCard {
    public enum Manner: Sendable, Hashable, CaseIterable {
        /// Seeded noise of any length.
        case random
        /// No bytes, or one.
        case empty
        /// 64 KiB to every command.
        case oversize
        /// Always more to come.
        case endless61
        /// Always another Le.
        case endless6C
    }

    public let atr: [UInt8] = StorageATR.bytes(name: 0x0001)
    private let manner: Manner
    private let state: Mutex<UInt64>

    public init(_ manner: Manner, seed: UInt64 = 1) {
        self.manner = manner
        state = Mutex(seed)
    }

    public func powerChanged() {}

    public func respond(to command: [UInt8]) -> [UInt8]? {
        switch manner {
        case .random:
            let length = Int(next() % 40)
            return (0..<length).map { _ in UInt8(truncatingIfNeeded: next()) }
        case .empty: return next() % 2 == 0 ? [] : [0x90]
        case .oversize: return [UInt8](repeating: 0x61, count: 65_000) + [0x90, 0x00]
        case .endless61: return [0x00, 0x61, 0xFF]
        case .endless6C: return [0x6C, 0x10]
        }
    }

    private func next() -> UInt64 {
        state.withLock { state in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
