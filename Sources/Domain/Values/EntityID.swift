/// A UUIDv7 (RFC 9562 §5.7) in its canonical lower-case text: time-ordered, made once, the same for ever.
public struct EntityID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// Nil unless `text` is 36 characters of the canonical lower-case UUID form.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else {
            return nil
        }
        for (index, byte) in bytes.enumerated() {
            switch index {
            case 8, 13, 18, 23:
                guard byte == 0x2D else {
                    return nil
                }
            default:
                guard (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) else {
                    return nil
                }
            }
        }
        self.text = text
    }

    /// Makes a UUIDv7 from a wall-clock time and ten random bytes; missing random bytes count as zero.
    public init(time: Instant, random: [UInt8]) {
        var bytes = [UInt8](repeating: 0, count: 16)
        let stamp = UInt64(max(0, time.milliseconds))
        for index in 0..<6 {
            bytes[index] = UInt8(truncatingIfNeeded: stamp >> UInt64(40 - 8 * index))
        }
        for index in 0..<min(10, random.count) {
            bytes[6 + index] = random[index]
        }
        bytes[6] = 0x70 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        self.text = EntityID.canonical(bytes)
    }

    private static func canonical(_ bytes: [UInt8]) -> String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 {
                out.append(0x2D)
            }
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 0x0F)])
        }
        return String(decoding: out, as: UTF8.self)
    }

    public static func < (left: EntityID, right: EntityID) -> Bool { left.text < right.text }

    public var description: String { text }
}
