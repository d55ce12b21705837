import Imaging

extension Interpreter {
    /// `GS v 0 m xL xH yL yH`; its rows come after it.
    mutating func beginRaster(_ mode: UInt8, bytesPerRow: Int, rows: Int) {
        rasterScale = nil
        let scale = digit(mode, most: 3)
        // With a begun line it is ignored.
        guard let scale, typesetter.isAtLineStart, bytesPerRow > 0, rows > 0 else {
            report(.badParameters, [0x1D, 0x76, 0x30, mode])
            return
        }
        rasterScale = (scale & 1 == 0 ? 1 : 2, scale & 2 == 0 ? 1 : 2)
        eatsLineFeed = model.quirks.contains(.eatsLineFeedAfterRaster)
    }

    mutating func printRaster(_ row: [UInt8]) {
        guard let (horizontal, vertical) = rasterScale else {
            return
        }
        let bytes = row.prefix((typesetter.dotsPerLine + 7) / 8)
        let picture = Bitmap1(width: bytes.count * 8, height: 1, bytes: bytes)
        typesetter.print(picture.scaled(horizontal: horizontal, vertical: vertical))
    }

    /// `ESC * m nL nH d…`: columns of dots inside the line.
    mutating func placeColumns(_ bytes: [UInt8]) {
        let mode = bytes[2]
        guard [0, 1, 32, 33].contains(mode) else {
            report(.badParameters, Array(bytes.prefix(5)))
            return
        }
        let perColumn = mode & 0x20 == 0 ? 1 : 3
        let columns = min((bytes.count - 5) / perColumn, typesetter.dotsPerLine)
        var picture = Bitmap1(width: columns, height: 8 * perColumn)
        for column in 0..<columns {
            for y in 0..<8 * perColumn where bytes[5 + column * perColumn + y / 8] & 0x80 >> UInt8(y & 7) != 0 {
                picture[column, y] = true
            }
        }
        // Single density is half across; 8 dots are a third down.
        typesetter.place(picture.scaled(horizontal: mode & 1 == 0 ? 2 : 1, vertical: perColumn == 1 ? 3 : 1))
    }

    /// `GS ( L` and `GS 8 L`; the parameters begin at `place`. False for a function that is not done.
    mutating func performGraphics(_ bytes: [UInt8], at place: Int) -> Bool {
        let parameters = bytes.dropFirst(place)
        guard parameters.count >= 2, parameters[place] == 0x30 else {
            return false
        }
        switch parameters[place + 1] {
        case 2, 50:
            printGraphics()
        case 112:
            graphics = raster(Array(parameters.dropFirst(2)))
            if graphics == nil {
                report(.badParameters, bytes)
            }
        default:
            return false
        }
        return true
    }

    private mutating func printGraphics() {
        guard let picture = graphics, typesetter.isAtLineStart else {
            return
        }
        graphics = nil
        for row in 0..<picture.height {
            typesetter.print(Bitmap1(width: picture.width, height: 1, bytes: picture.row(row)))
        }
    }

    /// `a bx by c xL xH yL yH d…` of function 112; nil when something in it is out of range.
    private func raster(_ parameters: [UInt8]) -> Bitmap1? {
        guard parameters.count > 8, parameters[0] == 48, (1...2).contains(parameters[1]),
            (1...2).contains(parameters[2]), let width = CommandShape.word(parameters, at: 4),
            let height = CommandShape.word(parameters, at: 6), width > 0, height > 0,
            parameters.count - 8 == (width + 7) / 8 * height
        else {
            return nil
        }
        let picture = Bitmap1(width: width, height: height, bytes: parameters.dropFirst(8))
        let shown = picture.cropped(x: 0, y: 0, width: min(width, typesetter.dotsPerLine), height: height)
        return shown.scaled(horizontal: Int(parameters[1]), vertical: Int(parameters[2]))
    }
}
