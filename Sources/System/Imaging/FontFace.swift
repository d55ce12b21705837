import CFreeType

/// One opened FreeType face; owned by the source that opened its library.
struct FontFace {
    let face: FT_Face
    let baseline: Int

    /// Opens face `index` of `font` at 24 dots to the em.
    init(_ font: FontFile, index: Int, library: FT_Library) throws(ImagingError) {
        var face: FT_Face?
        let code = FT_New_Face(library, font.path, FT_Long(index), &face)
        guard code == 0, let face else {
            // 1 is FT_Err_Cannot_Open_Resource.
            throw code == 1
                ? .fontMissing(path: font.path, package: font.package) : .freeType(call: "FT_New_Face", code: code)
        }
        let sized = FT_Set_Pixel_Sizes(face, 24, 24)
        guard sized == 0 else {
            FT_Done_Face(face)
            throw .freeType(call: "FT_Set_Pixel_Sizes", code: sized)
        }
        self.face = face
        baseline = font.baseline
    }

    /// The glyph in a cell of `width` by 24 dots; nil when the face has none.
    func cell(_ scalar: Unicode.Scalar, width: Int) throws(ImagingError) -> Bitmap1? {
        let glyph = FT_Get_Char_Index(face, FT_ULong(scalar.value))
        guard glyph != 0 else {
            return nil
        }
        let code = countertop_ft_load_mono(face, glyph)
        guard code == 0, let slot = face.pointee.glyph else {
            throw .freeType(call: "FT_Load_Glyph", code: code)
        }
        let bitmap = slot.pointee.bitmap
        var cell = Bitmap1(width: width, height: 24)
        guard let buffer = bitmap.buffer, Int(bitmap.pixel_mode) == Int(FT_PIXEL_MODE_MONO.rawValue), bitmap.pitch > 0
        else {
            return FontFace.isVisible(scalar) ? nil : cell
        }
        let columns = Int(bitmap.width)
        let rows = Int(bitmap.rows)
        let pitch = Int(bitmap.pitch)
        let stride = (columns + 7) / 8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(stride * rows)
        for row in 0..<rows {
            bytes.append(contentsOf: UnsafeBufferPointer(start: buffer + row * pitch, count: min(stride, pitch)))
        }
        let glyphBitmap = Bitmap1(width: columns, height: rows, bytes: bytes)
        if FontFace.isVisible(scalar), glyphBitmap.bytes.allSatisfy({ $0 == 0 }) {
            // Micro Hei has empty outlines for ℃ and others: the next font shall draw them.
            return nil
        }
        // A glyph of another advance than its cell (a proportional fallback) is centred; the rest keeps its bearing.
        let advance = Int(slot.pointee.advance.x) >> 6
        var x = Int(slot.pointee.bitmap_left)
        if advance != width {
            x += (width - advance) / 2
        }
        x = max(0, min(x, width - columns))
        let y = max(0, min(baseline - Int(slot.pointee.bitmap_top), 24 - rows))
        cell.paint(glyphBitmap, x: x, y: y)
        return cell
    }

    /// Whether a character leaves ink: spaces, controls and formatting do not.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .unassigned, .surrogate: false
        default: true
        }
    }
}
