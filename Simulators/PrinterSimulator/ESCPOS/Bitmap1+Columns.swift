import Imaging

extension Bitmap1 {
    /// A picture told column by column, the top dot in the highest bit of a column's first byte; missing bytes are white.
    init(standing bytes: ArraySlice<UInt8>, columns: Int, bytesPerColumn: Int) {
        self.init(width: columns, height: bytesPerColumn * 8)
        for (place, byte) in bytes.prefix(columns * bytesPerColumn).enumerated() where byte != 0 {
            for bit in 0..<8 where byte & 0x80 >> UInt8(bit) != 0 {
                self[place / bytesPerColumn, place % bytesPerColumn * 8 + bit] = true
            }
        }
    }
}
