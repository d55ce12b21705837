import Imaging

extension Bitmap1 {
    /// A strip of `depth * 8` rows as heads of needles take it: for each column `depth` bytes from top to bottom, the
    /// top dot in the highest bit; columns right of the picture are white.
    func columnBytes(top: Int, depth: Int, width: Int) -> [UInt8] {
        var dots = [UInt8](repeating: 0, count: max((width + 7) / 8, stride) * 8 * depth)
        for part in 0..<depth {
            for column in 0..<stride {
                let turned = turnedBlock(column: column, top: top + part * 8)
                for place in 0..<8 {
                    dots[(column * 8 + place) * depth + part] = UInt8(
                        truncatingIfNeeded: turned >> UInt64(56 - place * 8)
                    )
                }
            }
        }
        return Array(dots[..<(width * depth)])
    }

    /// Eight rows of eight dots as eight columns, the leftmost in the highest byte, the top dot in its highest bit.
    private func turnedBlock(column: Int, top: Int) -> UInt64 {
        var block: UInt64 = 0
        for row in 0..<8 {
            let y = top + row
            block = block << 8 | (y < height ? UInt64(bytes[y * stride + column]) : 0)
        }
        var swapped = (block ^ block >> 7) & 0x00AA_00AA_00AA_00AA
        block ^= swapped ^ swapped << 7
        swapped = (block ^ block >> 14) & 0x0000_CCCC_0000_CCCC
        block ^= swapped ^ swapped << 14
        swapped = (block ^ block >> 28) & 0x0000_0000_F0F0_F0F0
        return block ^ swapped ^ swapped << 28
    }
}
