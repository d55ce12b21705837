import Imaging
import Testing

@testable import PrinterSimulator

@Suite("Page mode")
struct PageModeTests {
    private static func area(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> [UInt8] {
        [0x1B, 0x57] + [x, y, width, height].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    /// `GS $`, then `ESC $`.
    private static func place(down: Int, along: Int = 0) -> [UInt8] {
        [0x1D, 0x24, UInt8(down & 0xFF), UInt8(down >> 8), 0x1B, 0x24, UInt8(along & 0xFF), UInt8(along >> 8)]
    }

    private func paper(_ bytes: [UInt8], _ model: PrinterModel = .epson) throws -> PrintedReceipt {
        let bench = try MachineBench(model)
        bench.send(bytes)
        #expect(bench.machine.unknown.isEmpty)
        return try #require(bench.unfinished)
    }

    /// Without the white paper between head and blade.
    private func page(_ bytes: [UInt8], _ model: PrinterModel = .epson) throws -> Bitmap1 {
        let picture = try paper(bytes, model).picture
        return picture.cropped(x: 0, y: 112, width: picture.width, height: picture.height - 112)
    }

    private func glyph(_ scalar: Unicode.Scalar) throws -> Bitmap1 {
        try #require(try MachineBench.glyphs?.cell(scalar, wide: false))
    }

    @Test("characters stand on the base line and print in all four directions, from their corner", arguments: 0...3)
    func directions(direction: Int) throws {
        let bytes =
            [0x1B, 0x4C] + Self.area(40, 20, 100, 80) + [0x1B, 0x54, UInt8(direction)]
            + Self.place(down: 30, along: 12) + Array("F".utf8) + [0x0C]
        let page = try page(bytes)
        #expect(page.height == 100)
        let upright = try glyph("F")
        var expected = Bitmap1(width: 576, height: 100)
        switch direction {
        case 0: expected.paint(upright, x: 40 + 12, y: 20 + 6)
        case 1: expected.paint(upright.turnedOver().turnedClockwise(), x: 40 + 6, y: 20 + 80 - 24)
        case 2: expected.paint(upright.turnedOver(), x: 40 + 100 - 24, y: 20 + 80 - 30)
        default: expected.paint(upright.turnedClockwise(), x: 40 + 100 - 30, y: 20 + 12)
        }
        #expect(page == expected)
    }

    @Test("what stands above the start of the area, or leaves it, is cut off")
    func clipped() throws {
        // The place of printing is the base line: the first line of an area stands above it.
        let above = try page([0x1B, 0x4C] + Self.area(0, 0, 100, 50) + Array("A".utf8) + [0x0C])
        #expect(above == Bitmap1(width: 576, height: 50))
        let half = try page([0x1B, 0x4C] + Self.area(0, 10, 100, 50) + Self.place(down: 12) + Array("A".utf8) + [0x0C])
        let lower = try glyph("A").cropped(x: 0, y: 12, width: 12, height: 12)
        #expect(half.cropped(x: 0, y: 10, width: 12, height: 12) == lower)
        #expect(half.cropped(x: 0, y: 0, width: 576, height: 10) == Bitmap1(width: 576, height: 10))
    }

    @Test("lines wrap and feed inside the area, by the spacing of page mode")
    func lines() throws {
        let receipt = try paper(
            [0x1B, 0x4C] + Self.area(0, 0, 24, 200) + [0x1B, 0x33, 40] + Self.place(down: 24) + Array("ABCD".utf8)
                + [0x0A] + Array("E".utf8) + [0x0C] + Array("f\n".utf8)
        )
        #expect(receipt.text == "AB\nCD\nE\nf\n")
        // Standard mode keeps a spacing of its own.
        #expect(receipt.height == 112 + 200 + 30)
    }

    @Test("FF prints and leaves, ESC FF prints and stays, ESC S leaves without printing, CAN takes an area away")
    func endings() throws {
        let begin = [0x1B, 0x4C] + Self.area(0, 0, 100, 30) + Self.place(down: 24) + Array("A".utf8)
        #expect(try paper(begin + [0x0C] + Array("x\n".utf8)).text == "A\nx\n")
        #expect(try paper(begin + [0x1B, 0x0C, 0x1B, 0x0C, 0x1B, 0x53]).text == "A\nA\n")
        #expect(try paper(begin + [0x1B, 0x53] + Array("x\n".utf8)).text == "x\n")
        let other = Self.area(200, 0, 100, 30) + Self.place(down: 24) + Array("B".utf8)
        let cancelled = try paper(begin + other + [0x18, 0x0C])
        #expect(cancelled.text == "A\n")
        #expect(try cancelled.picture.cropped(x: 0, y: 112, width: 12, height: 24) == glyph("A"))
        #expect(try paper(begin + [0x1B, 0x40] + Array("x\n".utf8)).text == "x\n")
    }

    @Test("a bar code stands on the base line, its text under it; a picture stands on it, too")
    func symbols() throws {
        let receipt = try paper(
            [0x1B, 0x4C] + Self.area(0, 0, 400, 200) + [0x1D, 0x68, 60, 0x1D, 0x48, 2] + Self.place(down: 100, along: 8)
                + [0x1D, 0x6B, 68, 7] + Array("9638507".utf8) + Self.place(down: 190)
                + [0x1D, 0x28, 0x4C, 11, 0, 48, 112, 48, 1, 1, 49, 8, 0, 1, 0, 0xFF, 0x1D, 0x28, 0x4C, 2, 0, 48, 50]
                + Self.place(down: 180) + [0x1D, 0x76, 0x30, 0, 1, 0, 2, 0, 0xF0, 0x0F, 0x0C]
        )
        #expect(receipt.symbols.map(\.text) == ["96385074"])
        #expect(receipt.symbols.first?.row == 112 + 40)
        let picture = receipt.picture
        #expect(picture[8, 112 + 40] && picture[8, 112 + 99] && !picture[8, 112 + 39])
        #expect((0..<8).allSatisfy { picture[$0, 112 + 189] })
        #expect(picture[0, 112 + 178] && !picture[4, 112 + 178] && picture[4, 112 + 179] && !picture[0, 112 + 179])
        #expect(receipt.text == "[EAN-8]\n96385074\n")
    }

    @Test("distances are told in the printer's units, which GS P changes")
    func motionUnits() throws {
        let model = PrinterModel(name: "half dots", feedUnits: 60)
        let half = try page(
            [0x1B, 0x4C] + Self.area(10, 20, 100, 80) + Self.place(down: 60, along: 5) + Array("A".utf8) + [0x0C],
            model
        )
        #expect(half.height == 50)
        #expect(try half.cropped(x: 15, y: 16, width: 12, height: 24) == glyph("A"))
        // A hundredth of an inch is two dots of 203 an inch.
        let inch = try page(
            [0x1D, 0x50, 100, 100, 0x1B, 0x4C] + Self.area(10, 0, 50, 50) + Self.place(down: 20, along: 2)
                + Array("A".utf8) + [0x0C]
        )
        #expect(inch.height == 101)
        #expect(try inch.cropped(x: 24, y: 16, width: 12, height: 24) == glyph("A"))
    }

    @Test("areas outside the page are told, and page mode is unknown to printers without it")
    func refused() throws {
        let bench = try MachineBench()
        bench.send([0x1B, 0x4C] + Self.area(600, 0, 10, 10) + Self.area(0, 0, 0, 10) + [0x1B, 0x54, 4])
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters, .badParameters, .badParameters])
        let plain = try MachineBench(
            PrinterModel(name: "plain", functions: PrinterModel.Functions.all.subtracting(.pageMode))
        )
        plain.send([0x1B, 0x4C] + Self.area(0, 0, 10, 10) + Array("A\n".utf8))
        #expect(plain.machine.unknown.map(\.reason) == [.notDone, .notDone])
        #expect(plain.text == "A\n")
    }
}
