/// The answer to reset a reader makes for a storage card (PC/SC part 3 §3.1.3.2.3).
public enum StorageATR {
    /// `name` is the card's number in the supplement: 0001 MIFARE Classic 1K, 0003 Ultralight.
    public static func bytes(standard: UInt8 = 0x03, name: UInt16) -> [UInt8] {
        var atr: [UInt8] = [0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, standard]
        atr += [UInt8(name >> 8), UInt8(name & 0xFF), 0, 0, 0, 0]
        atr.append(atr.dropFirst().reduce(0, ^))
        return atr
    }
}
