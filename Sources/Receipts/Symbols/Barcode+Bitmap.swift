import Imaging

extension Barcode {
    /// The bars with `moduleDots` dots a module, `height` dots high, no quiet zone.
    func bitmap(moduleDots: Int, height: Int) -> Bitmap1 {
        var picture = Bitmap1(width: width * moduleDots, height: height)
        var x = 0
        for (index, element) in elements.enumerated() {
            if index % 2 == 0 {
                picture.fill(x: x * moduleDots, y: 0, width: element * moduleDots, height: height)
            }
            x += element
        }
        return picture
    }
}
