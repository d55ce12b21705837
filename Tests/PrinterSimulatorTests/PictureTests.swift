import Imaging
import Testing

@testable import PrinterSimulator

@Suite("Pictures on paper")
struct PictureTests {
    /// The rows printed, without the white head of the paper.
    private func paper(_ bytes: [UInt8], _ model: PrinterModel = .epson) throws -> Bitmap1 {
        let bench = try MachineBench(model)
        bench.send(bytes)
        #expect(bench.machine.unknown.isEmpty)
        let picture = bench.unfinished?.picture ?? Bitmap1(width: 0, height: 0)
        return picture.cropped(x: 0, y: 112, width: picture.width, height: picture.height - 112)
    }

    private func black(_ picture: Bitmap1) -> Int { picture.bytes.reduce(0) { $0 + $1.nonzeroBitCount } }

    @Test("a character lies in its cell of 12 by 24 dots, a Han character in one of 24 by 24")
    func cells() throws {
        let glyphs = try GlyphSource()
        let latin = try paper(Array("A\n".utf8))
        #expect(latin.width == 576)
        #expect(latin.height == 30)
        #expect(try latin.cropped(x: 0, y: 0, width: 12, height: 24) == glyphs.cell("A", wide: false))
        #expect(black(latin) == black(latin.cropped(x: 0, y: 0, width: 12, height: 24)))
        let han = try paper([0xD6, 0xD0, 0x41, 0x0A])
        #expect(try han.cropped(x: 0, y: 0, width: 24, height: 24) == glyphs.cell("中", wide: true))
        #expect(try han.cropped(x: 24, y: 0, width: 12, height: 24) == glyphs.cell("A", wide: false))
    }

    @Test("sizes enlarge every dot, and lines are as high as their highest character, on one base line")
    func sizes() throws {
        let plain = try paper(Array("A\n".utf8)).cropped(x: 0, y: 0, width: 12, height: 24)
        let large = try paper([0x1D, 0x21, 0x23] + Array("A\n".utf8))
        #expect(large.height == 96)
        #expect(large.cropped(x: 0, y: 0, width: 36, height: 96) == plain.scaled(horizontal: 3, vertical: 4))
        let mixed = try paper([0x1D, 0x21, 0x11, 0x41, 0x1D, 0x21, 0, 0x41, 0x0A])
        #expect(mixed.height == 48)
        #expect(mixed.cropped(x: 24, y: 24, width: 12, height: 24) == plain)
    }

    @Test("bold adds dots, underline a line, inverse turns the cell over, font B is smaller")
    func styles() throws {
        let plain = try paper(Array("A\n".utf8))
        let bold = try paper([0x1B, 0x45, 1] + Array("A\n".utf8))
        #expect(black(bold) > black(plain))
        let under = try paper([0x1B, 0x2D, 2] + Array("A \n".utf8))
        #expect(black(under.cropped(x: 0, y: 22, width: 24, height: 2)) == 48)
        let inverse = try paper([0x1D, 0x42, 1] + Array("A\n".utf8))
        #expect(black(inverse) == 12 * 24 - black(plain))
        let small = try paper([0x1B, 0x4D, 1] + Array("AA\n".utf8))
        #expect(black(small.cropped(x: 18, y: 0, width: 558, height: 30)) == 0)
        #expect(black(small.cropped(x: 0, y: 17, width: 18, height: 13)) == 0)
        #expect(small.height == 30)
        let spaced = try paper([0x1B, 0x20, 6] + Array("AA\n".utf8))
        #expect(spaced.cropped(x: 18, y: 0, width: 12, height: 24) == plain.cropped(x: 0, y: 0, width: 12, height: 24))
    }

    @Test("upside down is the whole line turned, and a rotated character a quarter")
    func turned() throws {
        let plain = try paper(Array("F\n".utf8)).cropped(x: 0, y: 0, width: 576, height: 24)
        let turned = try paper([0x1B, 0x7B, 1] + Array("F\n".utf8))
        var expected = Bitmap1(width: 576, height: 24)
        for y in 0..<24 {
            for x in 0..<576 where plain[x, y] {
                expected[575 - x, 23 - y] = true
            }
        }
        #expect(turned.cropped(x: 0, y: 0, width: 576, height: 24) == expected)
        let rotated = try paper([0x1B, 0x56, 1] + Array("F\n".utf8))
        #expect(rotated[23, 0] == plain[0, 0])
        #expect(black(rotated) == black(plain))
    }

    @Test("alignment and margins place the line on the paper")
    func places() throws {
        let plain = try paper(Array("A\n".utf8)).cropped(x: 0, y: 0, width: 12, height: 24)
        for (bytes, x) in [
            ([0x1B, 0x61, 1], 282), ([0x1B, 0x61, 2], 564), ([0x1D, 0x4C, 100, 0], 100),
            ([0x1D, 0x4C, 100, 0, 0x1D, 0x57, 200, 0, 0x1B, 0x61, 2], 288), ([0x1B, 0x24, 50, 1], 306),
        ] as [([UInt8], Int)] {
            let line = try paper(bytes + Array("A\n".utf8))
            #expect(line.cropped(x: x, y: 0, width: 12, height: 24) == plain)
            #expect(black(line) == black(plain))
        }
    }

    @Test("line spacing and feeds move the paper by their dots")
    func feeds() throws {
        #expect(try paper([0x1B, 0x33, 60] + Array("A\n\n".utf8)).height == 120)
        #expect(try paper([0x1B, 0x33, 0] + Array("A\n".utf8)).height == 24)
        #expect(try paper([0x1B, 0x33, 60, 0x1B, 0x32] + Array("A\n".utf8)).height == 30)
        #expect(try paper([0x1B, 0x4A, 7]).height == 7)
        #expect(try paper([0x1B, 0x64, 3]).height == 90)
    }

    @Test("raster comes dot by dot, enlarged by its mode and aligned")
    func raster() throws {
        let rows: [UInt8] = [0xA0, 0x01, 0xFF, 0x00]
        for mode in UInt8(0)...3 {
            let picture = try paper([0x1B, 0x61, 2, 0x1D, 0x76, 0x30, mode, 2, 0, 2, 0] + rows)
            let wide = mode & 1 == 0 ? 1 : 2
            let high = mode & 2 == 0 ? 1 : 2
            #expect(picture.height == 2 * high)
            #expect(
                picture.cropped(x: 576 - 16 * wide, y: 0, width: 16 * wide, height: 2 * high)
                    == Bitmap1(width: 16, height: 2, bytes: rows).scaled(horizontal: wide, vertical: high)
            )
        }
        // Wider than the head: the rest of each row is lost.
        let wide = try paper([0x1D, 0x76, 0x30, 0, 100, 0, 2, 0] + [UInt8](repeating: 0xFF, count: 200))
        #expect(wide.bytes == [UInt8](repeating: 0xFF, count: 144))
    }

    @Test("columns of dots stand in the line")
    func columns() throws {
        let double = try paper(Array("A".utf8) + [0x1B, 0x2A, 33, 2, 0, 0x80, 0, 1, 0xFF, 0, 0, 0x0A])
        #expect(double[12, 0] && double[12, 23] && !double[12, 1])
        #expect(double[13, 0] && double[13, 7] && !double[13, 8])
        let single = try paper([0x1B, 0x2A, 0, 1, 0, 0x81, 0x0A])
        #expect(black(single) == 12)
        #expect(single[0, 0] && single[1, 2] && single[1, 23] && single[0, 21] && !single[0, 3])
    }

    @Test("graphics are stored and printed once")
    func graphics() throws {
        let data: [UInt8] = [0xF0, 0x0F, 0xAA]
        for head: [UInt8] in [[0x1D, 0x28, 0x4C, 13, 0], [0x1D, 0x38, 0x4C, 13, 0, 0, 0]] {
            let store = head + [0x30, 112, 48, 2, 1, 49, 8, 0, 3, 0] + data
            let print: [UInt8] = [0x1D, 0x28, 0x4C, 2, 0, 0x30, 50]
            let picture = try paper(store + print + print)
            #expect(picture.height == 3)
            #expect(
                picture.cropped(x: 0, y: 0, width: 16, height: 3)
                    == Bitmap1(width: 8, height: 3, bytes: data).scaled(horizontal: 2, vertical: 1)
            )
        }
    }

    @Test("a raster cut by paper end goes on at its row")
    func resumed() throws {
        let bench = try MachineBench(faults: [PrinterFault(.paperEnd, at: .row(3))])
        bench.send([0x1D, 0x76, 0x30, 0, 1, 0, 6, 0, 1, 2, 3, 4, 5, 6])
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        let picture = try #require(bench.unfinished?.picture)
        #expect((112..<118).map { picture.row($0).first } == [1, 2, 3, 4, 5, 6])
    }

    @Test("the line feed behind raster is eaten by printers that do")
    func quirk() throws {
        var model = PrinterModel.epson
        model.quirks = .eatsLineFeedAfterRaster
        let bytes: [UInt8] = [0x1D, 0x76, 0x30, 0, 1, 0, 1, 0, 0xFF, 0x0A, 0x0A]
        #expect(try paper(bytes).height == 61)
        #expect(try paper(bytes, model).height == 31)
    }
}
