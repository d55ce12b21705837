import Imaging

/// Draws one character with its style.
struct GlyphPainter {
    private struct Key: Hashable {
        let scalar: Unicode.Scalar
        let isWide: Bool
        let style: TextStyle
    }

    private let glyphs: GlyphSource
    private var drawn: [Key: Bitmap1] = [:]

    init(_ glyphs: GlyphSource) {
        self.glyphs = glyphs
    }

    /// The character's whole cell; nil when the fonts have none.
    ///
    /// - Parameter isWide: a cell of 24 dots instead of 12 or 9.
    mutating func cell(_ scalar: Unicode.Scalar, isWide: Bool, _ style: TextStyle) -> Bitmap1? {
        let key = Key(scalar: scalar, isWide: isWide, style: style)
        if let known = drawn[key] {
            return known
        }
        guard let plain = (try? glyphs.cell(scalar, wide: isWide)) ?? nil else {
            return nil
        }
        let cell = styled(plain, isWide: isWide, style)
        if drawn.count >= 1024 {
            drawn.removeAll(keepingCapacity: true)
        }
        drawn[key] = cell
        return cell
    }

    /// A white cell of the size the character would have.
    func blank(isWide: Bool, _ style: TextStyle) -> Bitmap1 {
        styled(Bitmap1(width: isWide ? 24 : 12, height: 24), isWide: isWide, style)
    }

    /// A character of the host's own, as large as font A.
    func own(_ dots: Bitmap1, _ style: TextStyle) -> Bitmap1 {
        styled(dots, isWide: false, style)
    }

    private func styled(_ plain: Bitmap1, isWide: Bool, _ style: TextStyle) -> Bitmap1 {
        var glyph = style.font == .b && !isWide ? plain.shrunk(width: 9, height: 17) : plain
        if style.isBold {
            let thin = glyph
            glyph.paint(thin, x: 1, y: 0)
        }
        if style.spaceLeft > 0 || style.spaceRight > 0 {
            var spaced = Bitmap1(width: glyph.width + style.spaceLeft + style.spaceRight, height: glyph.height)
            spaced.paint(glyph, x: style.spaceLeft, y: 0)
            glyph = spaced
        }
        if style.width > 1 || style.height > 1 {
            glyph = glyph.scaled(horizontal: style.width, vertical: style.height)
        }
        if style.underline > 0, !style.isInverse, !style.isRotated {
            glyph.fill(x: 0, y: glyph.height - style.underline, width: glyph.width, height: style.underline)
        }
        if style.isInverse {
            glyph.invert(x: 0, y: 0, width: glyph.width, height: glyph.height)
        }
        return style.isRotated ? glyph.turnedClockwise() : glyph
    }
}
