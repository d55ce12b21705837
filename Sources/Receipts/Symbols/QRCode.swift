/// The modules of a QR Code symbol, model 2 (ISO/IEC 18004).
public struct QRCode: Sendable, Hashable {
    /// 1…40.
    public let version: Int
    /// The data mask in use, 0…7.
    public let mask: Int
    let grid: QRGrid

    /// Modules along a side, without the quiet zone of four that belongs around the symbol.
    public var size: Int { grid.size }

    /// Nil when `bytes` are more than a symbol of the level holds; `mask` nil takes the one with the lowest penalty.
    public init?(_ bytes: [UInt8], level: QRLevel = .medium, mask wanted: Int? = nil) {
        guard let content = try? QRContent(bytes: bytes, level: level) else {
            return nil
        }
        self.init(content: content, mask: wanted)
    }

    /// `mask` nil takes the one with the lowest penalty.
    init(content: QRContent, mask wanted: Int? = nil) {
        let codewords = QRCode.codewords(for: content)
        let blank = QRGrid(version: content.version, level: content.level, codewords: codewords)
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

    /// Data, padding and error correction, interleaved as they go into the symbol (§7.4, §7.6).
    private static func codewords(for content: QRContent) -> [UInt8] {
        let split = QRBlocks(version: content.version, level: content.level)
        let room = split.room
        let data = QRSegment.codewords(content.segments, version: content.version, room: room)

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
