/// An answer to reset (ISO/IEC 7816-3 §8.2), taken apart; contactless cards get one made by the reader (PC/SC part 3 §3.1.3.2.3).
public struct ATR: Sendable, Hashable {
    public let bytes: [UInt8]
    /// At most 15 bytes.
    public let historicalBytes: [UInt8]
    /// False when TCK is there and wrong.
    public let isChecked: Bool

    /// Nil for bytes that are no ATR: shorter than two, longer than 33, or cut off.
    public init?(_ bytes: [UInt8]) {
        guard (2...33).contains(bytes.count), bytes[0] == 0x3B || bytes[0] == 0x3F else {
            return nil
        }
        var index = 2
        var interface = bytes[1] >> 4
        var needsCheck = false
        while interface != 0 {
            // TA, TB, TC as their bits say, then TD with the next group's bits and the protocol.
            index += (interface & 1 != 0 ? 1 : 0) + (interface & 2 != 0 ? 1 : 0) + (interface & 4 != 0 ? 1 : 0)
            guard interface & 8 != 0 else {
                break
            }
            guard index < bytes.count else {
                return nil
            }
            needsCheck = needsCheck || bytes[index] & 0x0F != 0
            interface = bytes[index] >> 4
            index += 1
        }
        let end = index + Int(bytes[1] & 0x0F)
        guard end <= bytes.count else {
            return nil
        }
        historicalBytes = Array(bytes[index..<end])
        isChecked = !needsCheck || end < bytes.count && bytes[1...end].reduce(0, ^) == 0
        self.bytes = bytes
    }

    public var family: CardFamily {
        if let storage = storageCard {
            return storage
        }
        if historicalBytes.count >= 3, bytes.count >= 4,
            bytes.starts(with: [0x3B, 0x04]) || bytes.starts(with: [0x3B, 0x4F])
        {
            return .contactMemory
        }
        if historicalBytes == [0x80], bytes.starts(with: [0x3B, 0x81, 0x80, 0x01]) {
            return .desfire
        }
        return .cpu
    }

    /// The storage card's standard and name behind the PC/SC workgroup's RID `A0 00 00 03 06`.
    private var storageCard: CardFamily? {
        guard historicalBytes.count >= 11,
            historicalBytes.starts(with: [0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06])
        else {
            return nil
        }
        let standard = historicalBytes[8]
        switch UInt16(historicalBytes[9]) << 8 | UInt16(historicalBytes[10]) {
        case 0x0001, 0xFF88: return .mifareClassic1K
        case 0x0002: return .mifareClassic4K
        case 0x0026: return .mifareMini
        case 0x0003, 0x003A, 0x003D: return .ultralight
        case 0x003B: return .feliCa
        default: return (0x09...0x0C).contains(standard) ? .iso15693 : .storage
        }
    }
}
