/// ASCII digits.
enum Digits {
    static func holds(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func areAll(_ bytes: some Collection<UInt8>) -> Bool { !bytes.isEmpty && bytes.allSatisfy(holds) }

    /// The number that up to 18 digits write; nil for none, for more, and for anything else.
    static func value(_ bytes: some Collection<UInt8>) -> Int? {
        guard bytes.count <= 18, areAll(bytes) else {
            return nil
        }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
