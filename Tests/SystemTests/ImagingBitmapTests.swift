import Testing

@testable import Imaging

@Suite("One-bit pictures")
struct ImagingBitmapTests {
    /// The picture as text, so that a failure shows what was drawn.
    static func picture(_ bitmap: Bitmap1) -> [String] {
        (0..<bitmap.height).map { y in
            String((0..<bitmap.width).map { bitmap[$0, y] ? "#" : "." })
        }
    }

    @Test("the leftmost dot is the highest bit, rows are whole bytes")
    func layout() {
        var bitmap = Bitmap1(width: 10, height: 2)
        bitmap[0, 0] = true
        bitmap[9, 1] = true
        #expect(bitmap.bytes == [0x80, 0x00, 0x00, 0x40])
        #expect(bitmap.stride == 2)
    }

    @Test("dots outside are white and setting them changes nothing", arguments: [(-1, 0), (0, -1), (3, 0), (0, 2)])
    func outside(x: Int, y: Int) {
        var bitmap = Bitmap1(width: 3, height: 2)
        bitmap[x, y] = true
        #expect(!bitmap[x, y])
        #expect(bitmap == Bitmap1(width: 3, height: 2))
    }

    @Test("bits right of the width are cleared, missing bytes are white")
    func edges() {
        let bitmap = Bitmap1(width: 3, height: 2, bytes: [0xFF])
        #expect(bitmap.bytes == [0xE0, 0x00])
    }

    @Test("negative and absurd sizes are clamped")
    func sizes() {
        #expect(Bitmap1(width: -5, height: 3).bytes.isEmpty)
        #expect(Bitmap1(width: 1, height: .max).height == Bitmap1.largestSide)
        #expect(Bitmap1(width: 1, height: 1).scaled(horizontal: .max, vertical: 1).width == Bitmap1.largestSide)
    }

    @Test("painting at any place equals painting dot by dot, clipped at every edge")
    func paintEverywhere() {
        let source = Bitmap1(width: 11, height: 3, bytes: [0xA5, 0xE0, 0xFF, 0x20, 0x81, 0xC0])
        for x in -13...22 {
            for y in -4...6 {
                var painted = Bitmap1(width: 21, height: 5)
                painted.fill(x: 4, y: 1, width: 9, height: 2)
                var expected = painted
                painted.paint(source, x: x, y: y)
                for row in 0..<3 {
                    for column in 0..<11 where source[column, row] {
                        expected[x + column, y + row] = true
                    }
                }
                #expect(painted == expected, "at \(x), \(y)")
            }
        }
    }

    @Test("filling and inverting take exactly the rectangle")
    func rectangles() {
        var bitmap = Bitmap1(width: 18, height: 3)
        bitmap.fill(x: 7, y: 1, width: 10, height: 1)
        #expect(Self.picture(bitmap)[1] == ".......##########.")
        bitmap.invert(x: 0, y: 1, width: 18, height: 1)
        #expect(Self.picture(bitmap)[1] == "#######..........#")
        bitmap.invert(x: -5, y: -5, width: .max, height: .max)
        #expect(Self.picture(bitmap)[0] == String(repeating: "#", count: 18))
        #expect(bitmap.bytes.allSatisfy { $0 == 0xFF || $0 & 0x3F == 0 || $0 == 0x01 })
    }

    @Test("scaling repeats dots")
    func scale() {
        var bitmap = Bitmap1(width: 2, height: 1)
        bitmap[1, 0] = true
        #expect(Self.picture(bitmap.scaled(horizontal: 3, vertical: 2)) == ["...###", "...###"])
    }

    @Test("added rows are white")
    func extend() {
        var bitmap = Bitmap1(width: 1, height: 1, bytes: [0x80])
        bitmap.extend(byRows: 2)
        #expect(Self.picture(bitmap) == ["#", ".", "."])
    }
}
