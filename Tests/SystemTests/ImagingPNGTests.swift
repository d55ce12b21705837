import Testing

@testable import Imaging

@Suite("PNG")
struct ImagingPNGTests {
    @Test("a picture comes back from PNG dot by dot", arguments: [1, 7, 8, 9, 63, 384, 577])
    func roundTrip(width: Int) throws {
        var bitmap = Bitmap1(width: width, height: 13)
        var state: UInt32 = 7
        for y in 0..<13 {
            for x in 0..<width {
                state = state &* 1_664_525 &+ 1_013_904_223
                bitmap[x, y] = state >> 31 == 1
            }
        }
        let png = try bitmap.pngBytes()
        #expect(try Bitmap1(png: png) == bitmap)
        #expect(Array(png[24..<26]) == [1, 3], "one bit per dot, with a palette")
    }

    @Test("incompressible and long pictures fit too")
    func large() throws {
        var state: UInt32 = 1
        let bytes = (0..<72 * 3000).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        let bitmap = Bitmap1(width: 576, height: 3000, bytes: bytes)
        #expect(try Bitmap1(png: bitmap.pngBytes()) == bitmap)
    }

    @Test("an empty picture is an error")
    func empty() {
        #expect(throws: ImagingError.tooLarge(width: 0, height: 4)) { try Bitmap1(width: 0, height: 4).pngBytes() }
    }

    @Test("every truncation and every broken head of a PNG is an error or a picture, not a trap")
    func truncated() throws {
        var bitmap = Bitmap1(width: 20, height: 20)
        bitmap.fill(x: 3, y: 3, width: 9, height: 9)
        let png = try bitmap.pngBytes()
        for length in 0..<png.count - 12 {
            #expect(throws: ImagingError.self) { try Bitmap1(png: Array(png[..<length])) }
        }
        for index in png.indices {
            var broken = png
            broken[index] ^= 0x55
            _ = try? Bitmap1(png: broken)
        }
    }

    @Test("a head that claims a gigantic picture is refused before memory is taken")
    func gigantic() {
        let png = HandmadePNG(width: 60_000, height: 60_000, rows: []).bytes
        #expect(throws: ImagingError.tooLarge(width: 60_000, height: 60_000)) { try Bitmap1(png: png) }
    }
}
