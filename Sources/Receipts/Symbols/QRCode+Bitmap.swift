import Imaging

extension QRCode {
    /// The symbol with `moduleDots` dots a module and no quiet zone.
    public func bitmap(moduleDots: Int) -> Bitmap1 {
        var picture = Bitmap1(width: size * moduleDots, height: size * moduleDots)
        for y in 0..<size {
            var x = 0
            while x < size {
                guard self[x, y] else {
                    x += 1
                    continue
                }
                let start = x
                while self[x, y] {
                    x += 1
                }
                picture.fill(
                    x: start * moduleDots,
                    y: y * moduleDots,
                    width: (x - start) * moduleDots,
                    height: moduleDots
                )
            }
        }
        return picture
    }
}
