/// One data object of BER-TLV (ISO/IEC 7816-4 §5.2.2, EMV book 3 annex B).
public struct TLV: Sendable, Hashable {
    /// The tag's bytes as one number: `0x5A`, `0x9F24`.
    public let tag: UInt32
    public let value: [UInt8]
    /// Whether bit 6 of the first tag byte says that the value holds objects.
    public let isConstructed: Bool

    /// The objects in `bytes`; nil when a tag or length runs over the end. `00` and `FF` between objects are padding.
    public static func parse(_ bytes: [UInt8]) -> [TLV]? {
        var objects: [TLV] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x00 || bytes[index] == 0xFF {
                index += 1
                continue
            }
            let first = bytes[index]
            var tag = UInt32(first)
            index += 1
            if first & 0x1F == 0x1F {
                var more = true
                while more {
                    guard index < bytes.count, tag <= 0xFF_FFFF else {
                        return nil
                    }
                    tag = tag << 8 | UInt32(bytes[index])
                    more = bytes[index] & 0x80 != 0
                    index += 1
                }
            }
            guard let (length, width) = length(bytes, at: index), index + width + length <= bytes.count else {
                return nil
            }
            index += width
            objects.append(
                TLV(tag: tag, value: Array(bytes[index..<index + length]), isConstructed: first & 0x20 != 0)
            )
            index += length
        }
        return objects
    }

    private static func length(_ bytes: [UInt8], at index: Int) -> (length: Int, width: Int)? {
        guard index < bytes.count else {
            return nil
        }
        let first = bytes[index]
        guard first & 0x80 != 0 else {
            return (Int(first), 1)
        }
        let count = Int(first & 0x7F)
        guard (1...3).contains(count), index + count < bytes.count else {
            return nil
        }
        return (bytes[index + 1...index + count].reduce(0) { $0 << 8 | Int($1) }, count + 1)
    }

    /// The first object with `tag`, looked for inside constructed ones too, at most eight levels deep.
    public static func find(_ tag: UInt32, in bytes: [UInt8]) -> [UInt8]? {
        all(tag, in: bytes).first
    }

    /// Every object with `tag` in the order of the bytes, looked for inside constructed ones too, at most eight levels deep.
    public static func all(_ tag: UInt32, in bytes: [UInt8], depth: Int = 0) -> [[UInt8]] {
        guard depth < 8, let objects = parse(bytes) else {
            return []
        }
        return objects.flatMap { object in
            if object.tag == tag {
                return [object.value]
            }
            return object.isConstructed ? all(tag, in: object.value, depth: depth + 1) : []
        }
    }
}
