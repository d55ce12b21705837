import Synchronization

/// A contactless or contact EMV card that counts how far anybody reads: its number stands in a record nobody may ask for.
public final class BankCard: VirtualCard {
    public let atr: [UInt8] = [0x3B, 0x80, 0x80, 0x01, 0x01]
    private let contactless: Bool
    private let asked = Mutex(false)

    public init(contactless: Bool = true) {
        self.contactless = contactless
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
                return Self.directory + [0x90, 0x00]
            }
            if name == "1PAY.SYS.DDF01", !contactless {
                return [0x6F, 0x05, 0xA5, 0x03, 0x88, 0x01, 0x01, 0x90, 0x00]
            }
            if command.dropFirst(5).starts(with: [0xA0, 0x00]) {
                asked.withLock { $0 = true }
            }
            return [0x6A, 0x82]
        case (0x00, 0xB2) where command[3] == 0x0C && !contactless:
            return [0x70, 0x0B, 0x61, 0x09, 0x4F, 0x07] + Self.application + [0x90, 0x00]
        case (0x00, 0xB2):
            asked.withLock { $0 = true }
            return [0x6A, 0x83]
        default: return [0x6D, 0x00]
        }
    }

    private static let application: [UInt8] = [0xA0, 0x00, 0x00, 0x03, 0x33, 0x01, 0x01]

    private static let directory: [UInt8] =
        [0x6F, 0x10, 0xA5, 0x0E, 0xBF, 0x0C, 0x0B, 0x61, 0x09, 0x4F, 0x07] + application
}
