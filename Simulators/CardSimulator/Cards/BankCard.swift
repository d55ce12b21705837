import Synchronization

/// A contactless or contact EMV card that counts how far anybody reads: its number stands in a record nobody may ask for.
public final class BankCard: VirtualCard {
    public let atr: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01]
    private let contactless: Bool
    /// Other applications of the card, which its directory names before the payment application.
    private let others: [[UInt8]]
    private let asked = Mutex(false)

    public init(contactless: Bool = true, others: [[UInt8]] = []) {
        self.contactless = contactless
        self.others = others
    }

    /// Whether anybody selected a payment application or asked for a record outside the directory.
    public var numberWasAsked: Bool { asked.withLock { $0 } }

    public func powerChanged() {}

    public func respond(to command: [UInt8]) -> [UInt8]? {
        guard command.count >= 4 else {
            return [0x67, 0x00]
        }
        switch (command[0], command[1]) {
        case (0xFF, 0xCA): return [0x04, 0x11, 0x22, 0x33, 0x90, 0x00]
        case (0x00, 0xA4):
            let name = String(decoding: command.dropFirst(5).prefix(14), as: UTF8.self)
            if name == "2PAY.SYS.DDF01", contactless {
                return Self.object(0x6F, Self.object(0xA5, [0xBF] + Self.object(0x0C, entries.flatMap { $0 }))) + [
                    0x90, 0x00,
                ]
            }
            if name == "1PAY.SYS.DDF01", !contactless {
                return [0x6F, 0x05, 0xA5, 0x03, 0x88, 0x01, 0x01, 0x90, 0x00]
            }
            if command.dropFirst(5).starts(with: [0xA0, 0x00]) {
                asked.withLock { $0 = true }
            }
            return [0x6A, 0x82]
        case (0x00, 0xB2) where command[3] == 0x0C && !contactless:
            guard entries.indices.contains(Int(command[2]) - 1) else {
                return [0x6A, 0x83]
            }
            return Self.object(0x70, entries[Int(command[2]) - 1]) + [0x90, 0x00]
        case (0x00, 0xB2):
            asked.withLock { $0 = true }
            return [0x6A, 0x83]
        default: return [0x6D, 0x00]
        }
    }

    private static let application: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x33, 0x01, 0x01]

    /// One directory entry for each application.
    private var entries: [[UInt8]] {
        (others + [Self.application]).map { Self.object(0x61, Self.object(0x4F, $0)) }
    }

    private static func object(_ tag: UInt8, _ value: [UInt8]) -> [UInt8] {
        [tag, UInt8(truncatingIfNeeded: value.count)] + value
    }
}
