/// How many bytes each ESC/POS command has.
enum CommandShape {
    static let dataLinkEscape: UInt8 = 0x10
    static let escape: UInt8 = 0x1B
    static let fieldSeparator: UInt8 = 0x1C
    static let groupSeparator: UInt8 = 0x1D

    static func begins(_ byte: UInt8) -> Bool {
        byte == dataLinkEscape || byte == escape || byte == fieldSeparator || byte == groupSeparator
    }

    /// Bytes the command that begins so has at least: its whole length when that is no more than are there; nil when no
    /// command begins so. For `GS v 0` that is its head, the rows follow.
    static func length(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 1 else {
            return 2
        }
        switch bytes[0] {
        case escape: return escapeLength(bytes)
        case fieldSeparator: return fieldLength(bytes)
        case groupSeparator: return groupLength(bytes)
        default: return dataLinkLength(bytes)
        }
    }

    private static func escapeLength(_ bytes: [UInt8]) -> Int? {
        switch bytes[1] {
        case 0x0C, 0x32, 0x3C, 0x40, 0x4C, 0x53, 0x69, 0x6D: return 2
        case 0x20, 0x21, 0x25, 0x2D, 0x33, 0x3D, 0x3F, 0x45, 0x47, 0x4A, 0x4B, 0x4D, 0x52, 0x54, 0x55, 0x56, 0x61, 0x64,
            0x65, 0x72, 0x74, 0x75, 0x76, 0x7B:
            return 3
        case 0x24, 0x42, 0x5C: return 4
        // ESC c 3, 4, 5 n.
        case 0x63: return 4
        case 0x70: return 5
        case 0x57: return 10
        case 0x28: return counted(bytes, at: 3)
        case 0x2A:
            // ESC * m nL nH: three bytes a column in the 24-dot modes.
            guard let columns = word(bytes, at: 3) else {
                return 5
            }
            return 5 + columns * (bytes[2] & 0x20 == 0 ? 1 : 3)
        case 0x44: return terminated(bytes, from: 2, most: 33)
        case 0x26: return downloadedCharacters(bytes)
        default: return nil
        }
    }

    private static func fieldLength(_ bytes: [UInt8]) -> Int? {
        switch bytes[1] {
        case 0x26, 0x2E: return 2
        case 0x21, 0x2D, 0x43, 0x57: return 3
        case 0x3F, 0x53, 0x70: return 4
        case 0x32: return 4 + 72
        case 0x28: return counted(bytes, at: 3)
        case 0x71: return pictures(bytes)
        case 0x67:
            // FS g 1 m a1…a4 nL nH d…, FS g 2 m a1…a4 nL nH.
            guard bytes.count > 9, bytes[2] == 0x31 else {
                return 10
            }
            return 10 + (word(bytes, at: 8) ?? 0)
        default: return nil
        }
    }

    private static func groupLength(_ bytes: [UInt8]) -> Int? {
        switch bytes[1] {
        case 0x3A, 0x63: return 2
        case 0x21, 0x2F, 0x42, 0x45, 0x48, 0x49, 0x54, 0x61, 0x62, 0x66, 0x68, 0x6A, 0x72, 0x77: return 3
        case 0x24, 0x4C, 0x50, 0x57, 0x5C: return 4
        case 0x5E, 0x7A: return 5
        case 0x56:
            guard bytes.count > 2 else {
                return 3
            }
            // The functions that feed have a distance.
            return [65, 66, 97, 98, 103, 104].contains(bytes[2]) ? 4 : 3
        case 0x28: return counted(bytes, at: 3)
        case 0x38:
            guard bytes.count > 2 else {
                return 3
            }
            guard bytes[2] == 0x4C else {
                return nil
            }
            guard let low = word(bytes, at: 3), let high = word(bytes, at: 5) else {
                return 7
            }
            return 7 + low + high << 16
        case 0x2A:
            guard bytes.count > 3 else {
                return 4
            }
            return 4 + Int(bytes[2]) * Int(bytes[3]) * 8
        case 0x6B: return barcode(bytes)
        case 0x76: return bytes.count > 2 && bytes[2] != 0x30 ? nil : 8
        case 0x67: return 6
        case 0x43: return counter(bytes)
        default: return nil
        }
    }

    private static func dataLinkLength(_ bytes: [UInt8]) -> Int? {
        switch bytes[1] {
        case 0x04: return bytes.count > 2 && [7, 8, 18].contains(bytes[2]) ? 4 : 3
        case 0x05: return 3
        case 0x14:
            guard bytes.count > 2 else {
                return 3
            }
            switch bytes[2] {
            case 1, 2: return 5
            case 3: return 8
            case 7: return 4
            case 8: return 10
            default: return nil
            }
        default: return nil
        }
    }

    /// Two bytes, low one first.
    static func word(_ bytes: [UInt8], at place: Int) -> Int? {
        place + 1 < bytes.count ? Int(bytes[place]) | Int(bytes[place + 1]) << 8 : nil
    }

    /// A command whose length stands in it.
    private static func counted(_ bytes: [UInt8], at place: Int) -> Int {
        word(bytes, at: place).map { place + 2 + $0 } ?? place + 2
    }

    /// Data up to a NUL.
    private static func terminated(_ bytes: [UInt8], from place: Int, most: Int) -> Int {
        guard bytes.count > place, bytes[bytes.count - 1] != 0, bytes.count - place < most else {
            return max(bytes.count, place + 1)
        }
        return bytes.count + 1
    }

    private static func barcode(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 2 else {
            return 3
        }
        switch bytes[2] {
        case 0...6: return terminated(bytes, from: 3, most: 256)
        case 65...79: return bytes.count > 3 ? 4 + Int(bytes[3]) : 4
        default: return nil
        }
    }

    /// `ESC & y c1 c2 [x d…]…`.
    private static func downloadedCharacters(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 4 else {
            return 5
        }
        guard bytes[2] <= 3, bytes[3] <= bytes[4] else {
            return nil
        }
        var length = 5
        for _ in bytes[3]...bytes[4] {
            guard length < bytes.count else {
                return length + 1
            }
            length += 1 + Int(bytes[2]) * Int(bytes[length])
        }
        return length
    }

    /// `FS q n [xL xH yL yH d…]…`.
    private static func pictures(_ bytes: [UInt8]) -> Int {
        guard bytes.count > 2 else {
            return 3
        }
        var length = 3
        for _ in 0..<bytes[2] {
            guard let x = word(bytes, at: length), let y = word(bytes, at: length + 2) else {
                return length + 4
            }
            length += 4 + x * y * 8
            guard length <= bytes.count else {
                return length
            }
        }
        return length
    }

    /// `GS C 0 n m`, `GS C 1 …`, `GS C 2 nL nH`, `GS C ; … ;`.
    private static func counter(_ bytes: [UInt8]) -> Int? {
        guard bytes.count > 2 else {
            return 3
        }
        switch bytes[2] {
        case 0x30: return 5
        case 0x31: return 9
        case 0x32: return 5
        case 0x3B:
            // Five numbers, each with a semicolon behind.
            guard bytes.count < 40 else {
                return bytes.count
            }
            return bytes.dropFirst(3).count { $0 == 0x3B } >= 5 ? bytes.count : bytes.count + 1
        default: return nil
        }
    }
}
