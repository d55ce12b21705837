import Imaging

/// Pictures that are stored first and printed when they are called.
extension Interpreter {
    /// Functions 64…69 of `GS ( L`: the pictures that stay without power. False for one that is not done.
    mutating func performNVGraphics(_ parameters: [UInt8], _ bytes: [UInt8]) -> Bool {
        let key = Array(parameters.dropFirst(parameters[1] == 67 ? 3 : 2).prefix(2))
        switch (parameters[1], parameters.count) {
        // "KC", "CLR".
        case (64, 4) where parameters.dropFirst(2) == [0x4B, 0x43]:
            keyBlocks = nvMemory.keyBlocks
            post(.reply(Reply(.status, keyBlocks.removeFirst())))
        case (65, 5) where parameters.dropFirst(2) == [0x43, 0x4C, 0x52]: nvMemory.deleteAll()
        case (66, 4) where isKey(key): nvMemory.delete(key)
        case (67, 11...) where isKey(key): defineNV(parameters, key: key, bytes)
        case (69, 6) where isKey(key) && (1...2).contains(parameters[4]) && (1...2).contains(parameters[5]):
            guard let picture = nvMemory[key], typesetter.isAtLineStart else {
                report(.badParameters, bytes)
                return true
            }
            typesetter.printRows(
                picture.scaled(horizontal: Int(parameters[4]), vertical: Int(parameters[5]))
            )
        // In columns.
        case (68, _): return false
        default: report(.badParameters, bytes)
        }
        return true
    }

    /// `a kc1 kc2 b xL xH yL yH c d…`, one colour.
    private mutating func defineNV(_ parameters: [UInt8], key: [UInt8], _ bytes: [UInt8]) {
        guard parameters[2] == 48, parameters[5] == 1, parameters[10] == 49,
            let picture = raster(parameters, sizeAt: 6, colour: true, highest: 2304), picture.width <= 8192,
            nvMemory.define(picture, key: key)
        else {
            report(.badParameters, bytes)
            return
        }
    }

    private func isKey(_ key: [UInt8]) -> Bool {
        key.count == 2 && key.allSatisfy { (32...126).contains($0) }
    }

    /// `FS q n [xL xH yL yH d…]…`, in columns. False for a printer without such pictures.
    mutating func defineImages(_ bytes: [UInt8]) -> Bool {
        guard model.functions.contains(.nvImages) else {
            return false
        }
        var pictures: [Bitmap1] = []
        var place = 3
        while pictures.count < Int(bytes[2]), let x = CommandShape.word(bytes, at: place),
            let y = CommandShape.word(bytes, at: place + 2), (1...1023).contains(x), (1...288).contains(y)
        {
            let count = x * 8 * y
            pictures.append(
                Bitmap1(standing: bytes[(place + 4)..<(place + 4 + count)], columns: x * 8, bytesPerColumn: y)
            )
            place += 4 + count
        }
        guard bytes[2] > 0, pictures.count == Int(bytes[2]), nvMemory.define(pictures) else {
            report(.badParameters, bytes)
            return true
        }
        // The printer resets itself when it has written them.
        initialise()
        return true
    }

    /// `FS p n m`. False for a printer without such pictures.
    mutating func printImage(_ bytes: [UInt8]) -> Bool {
        guard model.functions.contains(.nvImages) else {
            return false
        }
        let number = Int(bytes[2])
        guard let mode = digit(bytes[3], most: 3), (1...max(1, nvMemory.images.count)).contains(number),
            number <= nvMemory.images.count, typesetter.isAtLineStart
        else {
            report(.badParameters, bytes)
            return true
        }
        typesetter.printRows(scaled(nvMemory.images[number - 1], mode))
        return true
    }

    /// `GS * x y d…`, in columns; forgotten without power.
    mutating func downloadImage(_ bytes: [UInt8]) {
        guard bytes[2] > 0, (1...48).contains(bytes[3]), Int(bytes[2]) * Int(bytes[3]) <= 1536 else {
            report(.badParameters, bytes)
            return
        }
        downloaded = Bitmap1(standing: bytes[4...], columns: Int(bytes[2]) * 8, bytesPerColumn: Int(bytes[3]))
    }

    /// `GS / m`.
    mutating func printDownloaded(_ bytes: [UInt8]) {
        guard let mode = digit(bytes[2], most: 3), let picture = downloaded, typesetter.isAtLineStart else {
            report(.badParameters, bytes)
            return
        }
        typesetter.printRows(scaled(picture, mode))
    }

    /// Mode 1 is twice as wide, 2 twice as high, 3 both.
    private func scaled(_ picture: Bitmap1, _ mode: Int) -> Bitmap1 {
        // What is wider than the paper is not needed any larger.
        picture.cropped(x: 0, y: 0, width: min(picture.width, typesetter.dotsPerLine), height: picture.height)
            .scaled(horizontal: mode & 1 == 0 ? 1 : 2, vertical: mode & 2 == 0 ? 1 : 2)
    }
}
