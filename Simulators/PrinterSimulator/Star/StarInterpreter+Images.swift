import Imaging

extension StarInterpreter {
    /// `ESC k`, 24 rows of bytes; `ESC X`, columns of 24 dots; `ESC K` and `ESC L`, columns of 8 dots.
    mutating func placeImage(_ bytes: [UInt8]) {
        guard let count = StarCommandShape.word(bytes, at: 2), count > 0 else {
            report(.badParameters, bytes)
            return
        }
        let data = bytes.dropFirst(4)
        switch bytes[1] {
        case 0x6B:
            let picture = Bitmap1(width: count * 8, height: 24, bytes: data)
            let width = min(picture.width, typesetter.dotsPerLine)
            typesetter.place(picture.cropped(x: 0, y: 0, width: width, height: 24))
        case 0x58: typesetter.place(columns(data, depth: 3))
        default:
            // A dot is three of a thermal head's; needles stand two of ours apart, in the fine mode one.
            let across = bytes[1] == 0x4C ? 1 : model.dotsPerMillimetre < 8 ? 2 : 3
            typesetter.place(columns(data, depth: 1).scaled(horizontal: across, vertical: 3))
        }
    }

    /// `ESC GS S 1 xL xH yL yH n d…`: rows of bytes between lines.
    mutating func printRows(_ bytes: [UInt8]) {
        guard bytes[3] == 1, let across = StarCommandShape.word(bytes, at: 4),
            let down = StarCommandShape.word(bytes, at: 6), across > 0, down > 0
        else {
            report(.badParameters, bytes)
            return
        }
        endBegunLine()
        let picture = Bitmap1(width: across * 8, height: down, bytes: bytes.dropFirst(9))
        let shown = picture.cropped(x: 0, y: 0, width: min(across * 8, typesetter.dotsPerLine), height: down)
        for row in 0..<shown.height {
            let y = typesetter.isUpsideDown ? shown.height - 1 - row : row
            typesetter.print(Bitmap1(width: shown.width, height: 1, bytes: shown.row(y)))
        }
    }

    /// `ESC FS p n m` prints a logo that `ESC FS q n [xL xH yL yH d…]…` stored; there is no other.
    mutating func performLogo(_ bytes: [UInt8]) {
        guard bytes[2] == 0x70 else {
            storeLogos(bytes)
            return
        }
        guard let logo = logos[bytes[3]], let mode = digit(bytes[4], most: 3) else {
            report(.badParameters, bytes)
            return
        }
        endBegunLine()
        typesetter.print(logo.scaled(horizontal: mode & 1 + 1, vertical: mode >> 1 + 1))
    }

    /// Takes the place of all logos there were.
    private mutating func storeLogos(_ bytes: [UInt8]) {
        logos = [:]
        var place = 4
        for number in 1...max(1, bytes[3]) {
            guard let across = StarCommandShape.word(bytes, at: place),
                let down = StarCommandShape.word(bytes, at: place + 2), across > 0, down > 0
            else {
                return
            }
            let size = across * down * 8
            let picture = columns(bytes[(place + 4)..<(place + 4 + size)], depth: down)
            logos[number] = picture
            place += 4 + size
        }
    }

    private func columns(_ data: ArraySlice<UInt8>, depth: Int) -> Bitmap1 {
        let count = min(data.count / max(1, depth), typesetter.dotsPerLine)
        let bytes = Array(data)
        var picture = Bitmap1(width: count, height: 8 * depth)
        for column in 0..<count {
            for y in 0..<8 * depth where bytes[column * depth + y / 8] & 0x80 >> UInt8(y & 7) != 0 {
                picture[column, y] = true
            }
        }
        return picture
    }
}
