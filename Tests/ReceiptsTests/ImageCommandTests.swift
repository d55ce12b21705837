import Imaging
import Testing

@testable import Receipts

@Suite("Commands for dots")
struct ImageCommandTests {
    private func noise(width: Int, height: Int, seed: UInt32, allowed: [UInt8]? = nil) -> Bitmap1 {
        var state = seed
        let bytes = (0..<(width + 7) / 8 * height).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            let byte = UInt8(truncatingIfNeeded: state >> 24)
            return allowed.map { $0[Int(byte) % $0.count] } ?? byte
        }
        return Bitmap1(width: width, height: height, bytes: bytes)
    }

    @Test("a stored graphic is sent, then printed, band after band")
    func graphics() {
        let dots = Bitmap1(width: 12, height: 3, bytes: [0xFF, 0xF0, 0x81, 0x10, 0x55, 0x50])
        #expect(
            ESCPOSCommand.graphics(dots, bandBytes: 4)
                == hex("1D 38 4C 0E 00 00 00 30 70 30 01 01 31 0C 00 02 00  FF F0 81 10  1D 28 4C 02 00 30 32")
                + hex("1D 38 4C 0C 00 00 00 30 70 30 01 01 31 0C 00 01 00  55 50  1D 28 4C 02 00 30 32")
        )
    }

    @Test("strips stand their dots on end, the top dot in the highest bit")
    func columns() {
        var dots = Bitmap1(width: 10, height: 26)
        dots[0, 0] = true
        dots[9, 7] = true
        dots[2, 8] = true
        dots[3, 23] = true
        dots[1, 25] = true
        let none = [UInt8](repeating: 0, count: 3)
        let first: [UInt8] =
            [0x80, 0, 0] + none + [0, 0x80, 0] + [0, 0, 1] + none + none + none + none + none + [1, 0, 0]
        let second: [UInt8] = none + [0x40, 0, 0] + [UInt8](repeating: 0, count: 24)
        let head = hex("1B 2A 21 0A 00")
        #expect(ESCPOSCommand.columns(dots, stripHeight: 24) == head + first + [0x0A] + head + second + [0x0A])
        #expect(
            ESCPOSCommand.columns(dots, stripHeight: 24, isUpsideDown: true)
                == head + second + [0x0A] + head + first + [0x0A]
        )
        #expect(
            ESCPOSCommand.columns(
                Bitmap1(width: 2, height: 8, bytes: [0x80, 0, 0x40, 0, 0, 0, 0, 0x40]),
                stripHeight: 8
            )
                == hex("1B 2A 00 02 00 80 21 0A")
        )
    }

    @Test("strips hold exactly the dots of the picture", arguments: [8, 24])
    func columnsRoundTrip(stripHeight: Int) {
        let dots = noise(width: 61, height: 50, seed: 3, allowed: [0x00, 0x81, 0xFF, 0x3C, 0x20])
        let bytes = ESCPOSCommand.columns(dots, stripHeight: stripHeight)
        var read = Bitmap1(width: 61, height: 50)
        let depth = stripHeight / 8
        for (strip, start) in stride(from: 0, to: bytes.count, by: 6 + 61 * depth).enumerated() {
            for x in 0..<61 {
                for y in 0..<stripHeight
                where bytes[start + 5 + x * depth + y / 8] & (0x80 >> UInt8(y % 8)) != 0 {
                    read[x, strip * stripHeight + y] = true
                }
            }
        }
        #expect(read == dots)
    }

    @Test("no picture can say a real-time command", arguments: 0..<20)
    func hidden(seed: Int) {
        let dots = noise(width: 384, height: 97, seed: UInt32(seed), allowed: [0x10, 0x04, 0x05, 0x14, 0x00])
        for bytes in [
            ESCPOSCommand.raster(dots, bandBytes: 2_048), ESCPOSCommand.graphics(dots, bandBytes: 2_048),
            ESCPOSCommand.columns(dots, stripHeight: 24), ESCPOSCommand.columns(dots, stripHeight: 8),
        ] {
            #expect(!RealTimeCommand.isHidden(in: bytes))
        }
    }

    @Test("nor can the head of a band or strip")
    func hiddenHeads() {
        // 0x0410 rows, 0x0410 bytes with the ten of the head, 0x0410 columns.
        for bytes in [
            ESCPOSCommand.raster(Bitmap1(width: 8, height: 0x410), bandBytes: 0x410),
            ESCPOSCommand.raster(Bitmap1(width: 8, height: 0x410 + 0x1000), bandBytes: 0x1000),
            ESCPOSCommand.graphics(Bitmap1(width: 8, height: 0x406), bandBytes: 0x406),
            ESCPOSCommand.columns(Bitmap1(width: 0x410, height: 8), stripHeight: 8),
        ] {
            #expect(!RealTimeCommand.isHidden(in: bytes))
        }
    }

    @Test("a PNG is laid out no wider than its place")
    func layoutImage() throws {
        var source = Bitmap1(width: 200, height: 100)
        source.fill(x: 0, y: 0, width: 100, height: 100)
        let png = try source.pngBytes()
        let image = try LayoutImage(png: png, place: LayoutPlace(.centre, span: 10), dithering: .threshold)
        #expect(image.picture.width == 120 && image.picture.height == 60)
        #expect(image.picture[59, 30] && !image.picture[60, 30])
        #expect(try LayoutImage(png: png, place: LayoutPlace(.left, span: 32)).picture.width == 200)
        #expect(throws: ImagingError.self) { try LayoutImage(png: [1, 2, 3], place: image.place) }
    }
}
