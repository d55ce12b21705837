import Imaging

/// Pictures that are printed where they come.
extension Interpreter {
    /// `GS v 0 m xL xH yL yH`; its rows come after it.
    mutating func beginRaster(_ mode: UInt8, bytesPerRow: Int, rows: Int) {
        rasterScale = nil
        rasterRows = []
        rasterRowsLeft = rows
        guard model.functions.contains(.raster) else {
            report(.notDone, [0x1D, 0x76, 0x30, mode])
            return
        }
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
        rasterRowsLeft -= 1
        let bytes = row.prefix((typesetter.dotsPerLine + 7) / 8)
        guard let sheet = typesetter.sheet else {
            let picture = Bitmap1(width: bytes.count * 8, height: 1, bytes: bytes)
            typesetter.print(picture.scaled(horizontal: horizontal, vertical: vertical))
            return
        }
        // Of a picture higher than the page only the end would be on it.
        if rasterRowsLeft < max(sheet.height, sheet.width) {
            rasterRows += bytes
        }
        if rasterRowsLeft == 0 {
            let picture = Bitmap1(width: bytes.count * 8, height: rasterRows.count / bytes.count, bytes: rasterRows)
            typesetter.place(picture.scaled(horizontal: horizontal, vertical: vertical))
            rasterRows = []
        }
    }

    /// `ESC * m nL nH d…`: columns of dots inside the line.
    mutating func placeColumns(_ bytes: [UInt8]) {
        let mode = bytes[2]
        guard [0, 1, 32, 33].contains(mode) else {
            report(.badParameters, Array(bytes.prefix(5)))
            return
        }
        let perColumn = mode & 0x20 == 0 ? 1 : 3
        let picture = Bitmap1(
            standing: bytes[5...],
            columns: min((bytes.count - 5) / perColumn, typesetter.dotsPerLine),
            bytesPerColumn: perColumn
        )
        // Single density is half across; 8 dots are a third down.
        typesetter.place(picture.scaled(horizontal: mode & 1 == 0 ? 2 : 1, vertical: perColumn == 1 ? 3 : 1))
    }

    /// `GS ( L` and `GS 8 L`; the parameters begin at `place`. False for a function that is not done.
    mutating func performGraphics(_ bytes: [UInt8], at place: Int) -> Bool {
        let parameters = Array(bytes.dropFirst(place))
        guard parameters.count >= 2, parameters[0] == 0x30 else {
            return false
        }
        switch parameters[1] {
        case 2 where model.functions.contains(.graphics), 50 where model.functions.contains(.graphics):
            if typesetter.isAtLineStart, let picture = graphics {
                graphics = nil
                typesetter.printRows(picture)
            }
        case 112 where model.functions.contains(.graphics):
            graphics = raster(Array(parameters.dropFirst(2)))
            if graphics == nil {
                report(.badParameters, bytes)
            }
        case 64...69 where model.functions.contains(.nvGraphics):
            return performNVGraphics(parameters, bytes)
        default:
            return false
        }
        return true
    }

    /// `a bx by c xL xH yL yH d…` of function 112; nil when something in it is out of range.
    private func raster(_ parameters: [UInt8]) -> Bitmap1? {
        guard parameters.count > 8, parameters[0] == 48, (1...2).contains(parameters[1]),
            (1...2).contains(parameters[2]), parameters[3] == 49,
            let picture = raster(parameters, sizeAt: 4, highest: Bitmap1.largestSide)
        else {
            return nil
        }
        let shown = picture.cropped(
            x: 0,
            y: 0,
            width: min(picture.width, typesetter.dotsPerLine),
            height: picture.height
        )
        return shown.scaled(horizontal: Int(parameters[1]), vertical: Int(parameters[2]))
    }

    /// `xL xH yL yH d…`, of which every byte has to be there; nil when one is missing or too much.
    func raster(_ parameters: [UInt8], sizeAt place: Int, colour: Bool = false, highest: Int) -> Bitmap1? {
        let data = place + (colour ? 5 : 4)
        guard let width = CommandShape.word(parameters, at: place),
            let height = CommandShape.word(parameters, at: place + 2), width > 0, height > 0, height <= highest,
            parameters.count - data == (width + 7) / 8 * height
        else {
            return nil
        }
        return Bitmap1(width: width, height: height, bytes: parameters.dropFirst(data))
    }
}
