/// A QR Code symbol, model 2 (ISO/IEC 18004): byte mode, error correction level M, the smallest version that holds the
/// bytes.
///
/// Text goes in as UTF-8, which is what phones expect; there is no ECI header, because scanners at tills trip over it.
public struct QRCode: Sendable, Hashable {
    /// The most bytes a symbol of level M holds (version 40).
    public static let largest = 2331

    /// 1…40.
    public let version: Int
    /// The data mask in use, 0…7.
    public let mask: Int
    let grid: QRGrid

    /// Modules along a side, without the quiet zone of four that belongs around the symbol.
    public var size: Int { grid.size }

    /// Nil when `bytes` are more than `largest`; `mask` nil takes the one with the lowest penalty.
    public init?(_ bytes: [UInt8], mask wanted: Int? = nil) {
        guard let content = try? QRContent(bytes: bytes) else {
            return nil
        }
        self.init(content: content, mask: wanted)
    }

    /// `mask` nil takes the one with the lowest penalty.
    init(content: QRContent, mask wanted: Int? = nil) {
        let codewords = QRCode.codewords(for: content.bytes, version: content.version)
        let blank = QRGrid(version: content.version, codewords: codewords)
        var best = (mask: wanted ?? 0, grid: blank.masked(wanted ?? 0))
        if wanted == nil {
            var least = best.grid.penalty
            for mask in 1...7 {
                let candidate = blank.masked(mask)
                let penalty = candidate.penalty
                if penalty < least {
                    least = penalty
                    best = (mask, candidate)
                }
            }
        }
        version = content.version
        mask = best.mask
        grid = best.grid
    }

    /// True is dark; outside the symbol is light.
    public subscript(x: Int, y: Int) -> Bool {
        x >= 0 && y >= 0 && x < size && y < size && grid.isDark(x: x, y: y)
    }

    /// The smallest version for that many bytes in byte mode at level M; nil beyond `largest`.
    static func version(forByteCount count: Int) -> Int? {
        (1...40).first { count <= capacity(version: $0) }
    }

    private static func capacity(version: Int) -> Int {
        // The head is 4 bits of mode and 8 or 16 bits of length; what is left of the last byte is lost.
        dataCodewords(version: version) - (version < 10 ? 2 : 3)
    }

    private static func dataCodewords(version: Int) -> Int {
        let split = QRBlocks(version: version)
        return split.codewords - split.blocks * split.correction
    }

    /// Data, padding and error correction, interleaved as they go into the symbol (§7.4, §7.6).
    private static func codewords(for bytes: [UInt8], version: Int) -> [UInt8] {
        let split = QRBlocks(version: version)
        let room = dataCodewords(version: version)
        var bits = QRBits(capacity: room)
        bits.append(0b0100, count: 4)
        bits.append(bytes.count, count: version < 10 ? 8 : 16)
        for byte in bytes {
            bits.append(Int(byte), count: 8)
        }
        let data = bits.padded(to: room)

        let generator = ReedSolomon.generator(degree: split.correction)
        let short = room / split.blocks
        let longBlocks = room % split.blocks
        var blocks: [ArraySlice<UInt8>] = []
        var corrections: [[UInt8]] = []
        var start = 0
        for index in 0..<split.blocks {
            let length = index < split.blocks - longBlocks ? short : short + 1
            let block = data[start..<start + length]
            blocks.append(block)
            corrections.append(ReedSolomon.remainder(of: block, generator: generator))
            start += length
        }
        var result: [UInt8] = []
        result.reserveCapacity(split.codewords)
        for column in 0...short {
            for block in blocks where column < block.count {
                result.append(block[block.startIndex + column])
            }
        }
        for column in 0..<split.correction {
            for correction in corrections {
                result.append(correction[column])
            }
        }
        return result
    }
}
