/// PNG files of every kind, built chunk by chunk without compression.
struct HandmadePNG {
    var width: UInt32
    var height: UInt32
    var bitDepth: UInt8 = 8
    /// 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
    var colourType: UInt8 = 0
    var isInterlaced = false
    var palette: [UInt8] = []
    /// `tRNS`.
    var transparency: [UInt8] = []
    /// Rows as they go into the file, each behind its filter byte; in the order of Adam7's passes when interlaced.
    var rows: [[UInt8]]

    var bytes: [UInt8] {
        var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        bytes += Self.chunk(
            "IHDR",
            Self.number(width) + Self.number(height) + [bitDepth, colourType, 0, 0, isInterlaced ? 1 : 0]
        )
        if !palette.isEmpty {
            bytes += Self.chunk("PLTE", palette)
        }
        if !transparency.isEmpty {
            bytes += Self.chunk("tRNS", transparency)
        }
        bytes += Self.chunk("IDAT", Self.stored(rows.flatMap { [0] + $0 }))
        return bytes + Self.chunk("IEND", [])
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return number(UInt32(data.count)) + body + number(crc(body))
    }

    /// A zlib stream of one stored block.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        let count = UInt16(data.count)
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in data {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        let head: [UInt8] = [0x78, 0x01, 0x01, UInt8(count & 255), UInt8(count >> 8)]
        return head + [UInt8(~count & 255), UInt8(~count >> 8)] + data + number(high << 16 | low)
    }

    static func crc(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 {
                crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1
            }
        }
        return ~crc
    }
}
