import Synchronization

/// A card that shows a UID and nothing else; `random` makes a new one at each activation, as phones do.
public final class UIDCard: VirtualCard {
    public let atr: [UInt8]
    private let uid: Mutex<[UInt8]>
    private let random: Bool

    public init(uid: [UInt8], atr: [UInt8] = StorageATR.bytes(name: 0x0001)) {
        self.uid = Mutex(uid)
        self.atr = atr
        random = false
    }

    /// A phone: ISO/IEC 14443-4, its UID begins with 08.
    public init() {
        atr = [0x3B, 0x80, 0x80, 0x01, 0x01]
        uid = Mutex([0x08, 0x01, 0x02, 0x03])
        random = true
    }

    public func powerChanged() {
        guard random else {
            return
        }
        uid.withLock { $0 = [0x08] + (0..<3).map { _ in UInt8.random(in: 0...255) } }
    }

    public func respond(to command: [UInt8]) -> [UInt8]? {
        guard command.starts(with: [0xFF, 0xCA]) else {
            return command.first == 0xFF ? [0x6A, 0x81] : [0x6A, 0x82]
        }
        return uid.withLock { $0 } + [0x90, 0x00]
    }
}
