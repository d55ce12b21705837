import HID

/// Bytes for the tests of this module.
enum HIDBytes {
    /// Hexadecimal digits, white space between them as one likes.
    static func hex(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// `parts` at their offsets in `count` zero bytes.
    static func filled(_ count: Int, _ parts: [Int: [UInt8]]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        for (offset, part) in parts {
            bytes.replaceSubrange(offset..<offset + part.count, with: part)
        }
        return bytes
    }
}

extension SensitiveBytes {
    var copied: [UInt8] { withBytes { Array($0) } }
    var text: String { String(decoding: copied, as: UTF8.self) }
}

extension TrackReading {
    /// What it is, in one word or its characters, to be compared in tests.
    var summary: String {
        switch self {
        case .blank: "blank"
        case .error(let fault): "\(fault)"
        case .read(let bytes): bytes.text
        case .encrypted(let masked): "encrypted " + (masked?.text ?? "")
        }
    }
}

/// Repeatable random bytes (SplitMix64).
struct HIDRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func bytes(upTo limit: Int) -> [UInt8] {
        (0..<Int.random(in: 0...limit, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}
