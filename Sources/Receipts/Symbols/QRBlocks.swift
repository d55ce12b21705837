/// How the codewords of a version are split at error correction level M (ISO/IEC 18004 table 9).
struct QRBlocks {
    private static let correctionPerBlock = [
        10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
        26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    ]
    private static let blockCounts = [
        1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
        17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
    ]

    /// All codewords of the symbol.
    let codewords: Int
    let blocks: Int
    /// Error correction codewords of each block.
    let correction: Int

    /// `version` is 1…40.
    init(version: Int) {
        blocks = QRBlocks.blockCounts[version - 1]
        correction = QRBlocks.correctionPerBlock[version - 1]
        let size = 17 + 4 * version
        // All modules less three finders with separators and format bits, timing, alignment patterns and version bits.
        var modules = size * size - 3 * 64 - 31 - 2 * (size - 16)
        if version >= 2 {
            let along = version / 7 + 2
            modules -= (along * along - 3) * 25 - (along - 2) * 10
        }
        if version >= 7 {
            modules -= 36
        }
        codewords = modules / 8
    }
}
