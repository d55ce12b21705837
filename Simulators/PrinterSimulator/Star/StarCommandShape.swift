/// How many bytes each command of Star's line mode, StarPRNT and raster mode has.
enum StarCommandShape {
    static let escape: UInt8 = 0x1B
    /// Bytes a command without a length of its own may have before its end is looked for no more.
    private static let mostUnmeasured = 300

    /// Bytes the command that begins so has at least: its whole length when that is no more than are there; nil when no
    /// command begins so.
    static func length(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 1 else {
            return 2
        }
        guard bytes[0] == escape else {
            // b and k of raster mode.
            return word(bytes, at: 1).map { 3 + $0 } ?? 3
        }
        switch bytes[1] {
        case 0x0E, 0x14, 0x30, 0x31, 0x34, 0x35, 0x36, 0x37, 0x3A, 0x40, 0x45, 0x46, 0x4D, 0x4F, 0x50, 0x67, 0x70, 0x71:
            return 2
        case 0x06, 0x0C, 0x20, 0x24, 0x25, 0x2D, 0x2F, 0x33, 0x41, 0x49, 0x4A, 0x4E, 0x51, 0x52, 0x57, 0x5F, 0x61, 0x64,
            0x68, 0x6C, 0x77, 0x78, 0x79, 0x7A:
            return 3
        // ESC ? LF NUL; ESC RS x n.
        case 0x07, 0x1E, 0x3F, 0x69, 0x73, 0x74: return 4
        // ESC C n, ESC C NUL n.
        case 0x43: return bytes.count > 2 && bytes[2] == 0 ? 4 : 3
        case 0x44: return terminated(bytes, from: 2, by: 0x00)
        case 0x4B, 0x4C: return word(bytes, at: 2).map { 4 + $0 } ?? 4
        case 0x58: return word(bytes, at: 2).map { 4 + 3 * $0 } ?? 4
        case 0x6B: return word(bytes, at: 2).map { 4 + 24 * $0 } ?? 4
        case 0x62: return terminated(bytes, from: 6, by: 0x1E)
        case 0x1C: return logoLength(bytes)
        case 0x1D: return groupLength(bytes)
        case 0x2A: return rasterLength(bytes)
        default: return nil
        }
    }

    /// `ESC GS …`.
    private static func groupLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 2 else {
            return 3
        }
        switch bytes[2] {
        case 0x61, 0x74: return 4
        case 0x41, 0x52: return 5
        case 0x03, 0x07, 0x67: return 6
        case 0x19: return 7
        case 0x28, 0x29: return word(bytes, at: 4).map { 6 + $0 } ?? 6
        case 0x53:
            guard let across = word(bytes, at: 4), let down = word(bytes, at: 6) else {
                return 9
            }
            return 9 + across * down
        case 0x78, 0x79: return symbolLength(bytes)
        // Page mode: only its beginning and end are known.
        case 0x50: return bytes.count > 3 && bytes[3] > 1 ? nil : 4
        default: return nil
        }
    }

    /// `ESC GS x …` and `ESC GS y …`.
    private static func symbolLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 3 else {
            return 4
        }
        let isQR = bytes[2] == 0x79
        switch bytes[3] {
        case 0x49, 0x50: return 4
        case 0x53:
            guard bytes.count > 4 else {
                return 5
            }
            return !isQR && bytes[4] == 0x30 ? 8 : 6
        case 0x44 where !isQR: return word(bytes, at: 4).map { 6 + $0 } ?? 6
        case 0x44:
            guard bytes.count > 4 else {
                return 5
            }
            return bytes[4] == 0x31 ? word(bytes, at: 6).map { 8 + $0 } ?? 8 : nil
        default: return nil
        }
    }

    /// `ESC FS p n m`, `ESC FS q n [xL xH yL yH d…]…`.
    private static func logoLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 3 else {
            return 4
        }
        switch bytes[2] {
        case 0x70: return 5
        case 0x71:
            var length = 4
            for _ in 0..<bytes[3] {
                guard let x = word(bytes, at: length), let y = word(bytes, at: length + 2) else {
                    return length + 4
                }
                length += 4 + x * y * 8
                guard length <= bytes.count else {
                    return length
                }
            }
            return length
        default: return nil
        }
    }

    /// `ESC * r X`, most with a decimal number and NUL behind.
    private static func rasterLength(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 3 else {
            return bytes.count > 2 && bytes[2] != 0x72 ? nil : 4
        }
        switch bytes[3] {
        case 0x41, 0x42, 0x43, 0x52: return 4
        case 0x44, 0x45, 0x46, 0x4B, 0x50, 0x51, 0x54, 0x56, 0x59, 0x65, 0x6D, 0x74:
            return terminated(bytes, from: 4, by: 0x00)
        default: return nil
        }
    }

    /// Two bytes, low one first.
    static func word(_ bytes: [UInt8], at place: Int) -> Int? {
        place + 1 < bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : nil
    }

    /// Data up to an end of its own, at most so many.
    private static func terminated(_ bytes: [UInt8], from place: Int, by end: UInt8) -> Int? {
        guard bytes.count > place else {
            return place + 1
        }
        guard bytes[bytes.count - 1] != end else {
            return bytes.count
        }
        return bytes.count < mostUnmeasured ? bytes.count + 1 : nil
    }
}
