import Imaging

extension PDF417 {
    /// The symbol with `moduleDots` dots a module and no quiet zone.
    func bitmap(moduleDots: Int) -> Bitmap1 {
        let rowDots = PDF417.rowHeight * moduleDots
        var picture = Bitmap1(width: width * moduleDots, height: rows * rowDots)
        for row in 0..<rows {
            var x = 0
            for (index, element) in elements(row: row).enumerated() {
                if index % 2 == 0 {
                    picture.fill(x: x, y: row * rowDots, width: element * moduleDots, height: rowDots)
                }
                x += element * moduleDots
            }
        }
        return picture
    }
}
