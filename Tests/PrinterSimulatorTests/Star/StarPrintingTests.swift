import Imaging
import Receipts
import Testing

@testable import PrinterSimulator

@Suite("Printing in Star's languages")
struct StarPrintingTests {
    /// What stands on the paper, and that nothing was unknown.
    private func text(_ bytes: [UInt8], _ model: PrinterModel = .starTSP654II) throws -> String {
        let bench = try MachineBench(model)
        bench.send(bytes)
        #expect(bench.machine.unknown.isEmpty, "\(bench.machine.unknown)")
        return bench.text
    }

    private func model(_ charset: String) -> PrinterModel {
        var model = PrinterModel.starTSP654II
        model.multibyteCharset = charset
        model.startsInMultibyteMode = true
        return model
    }

    @Test("characters come from Star's pages, from national sets, and from double bytes where there are any")
    func characters() throws {
        #expect(try text([0x1B, 0x1D, 0x74, 0x20, 0x80, 0xE9, 0x0A]) == "€é\n")
        #expect(try text([0x1B, 0x1D, 0x74, 0x0A, 0x86, 0x0A]) == "Ж\n")
        #expect(try text([0x9D, 0x0A]) == "¥\n")
        #expect(try text([0x1B, 0x52, 0x08, 0x5C, 0x0A]) == "¥\n")
        #expect(try text([0xBA, 0xCF, 0x41, 0x0A], model("GB2312")) == "合A\n")
        #expect(try text([0xAA, 0x6F, 0x0A], model("BIG5")) == "油\n")
        #expect(try text([0xB0, 0xA1, 0x0A], model("EUC-KR")) == "가\n")
        #expect(try text([0x96, 0xFB, 0xB1, 0x1B, 0x24, 0, 0x96, 0x0A], model("CP932")) == "油ｱû\n")
    }

    @Test("sizes, widths and inverse are drawn; bold makes more dots")
    func styles() throws {
        let bench = try MachineBench(.starTSP654II)
        bench.send([0x1B, 0x69, 1, 2] + Array("A\n".utf8))
        let picture = try #require(bench.unfinished?.picture).cropped(x: 0, y: 112, width: 36, height: 48)
        let cell = try #require(try GlyphSource().cell("A", wide: false))
        #expect(picture == cell.scaled(horizontal: 3, vertical: 2))
    }

    @Test(
        "what it makes nothing of is told with its place",
        arguments: [
            ([0x41, 0x1B, 0x21, 0x00, 0x0A], 1, UnknownBytes.Reason.unknownCommand),
            ([0x0A, 0x1B, 0x1D, 0x74, 0x63], 1, .badParameters), ([0x1B, 0x69, 6, 0], 0, .badParameters),
            ([0x1B, 0x1D, 0x52, 1, 0], 0, .notDone), ([0x41, 0x02], 1, .unknownCommand),
            ([0x1B, 0x62, 0x33, 0x31, 0x31, 0x20, 0x31, 0x1E], 0, .badParameters),
            ([0x1B, 0x1D, 0x79, 0x50], 0, .badParameters), ([0x1B, 0x1C, 0x70, 1, 0], 0, .badParameters),
        ] as [([UInt8], Int, UnknownBytes.Reason)]
    )
    func unknown(bytes: [UInt8], offset: Int, reason: UnknownBytes.Reason) throws {
        let bench = try MachineBench(.starTSP654II)
        bench.send(bytes)
        #expect(bench.machine.unknown.first?.offset == offset)
        #expect(bench.machine.unknown.first?.reason == reason)
    }

    @Test("a stored logo is printed in each mode and survives power")
    func logo() throws {
        let bench = try MachineBench(.starTSP654II)
        bench.send([0x1B, 0x1C, 0x71, 1, 1, 0, 1, 0] + [UInt8](repeating: 0xFF, count: 8))
        bench.touch { machine, _ in machine.powerOff() }
        bench.touch { machine, _ in machine.powerOn() }
        bench.send([0x1B, 0x1C, 0x70, 1, 3])
        let picture = try #require(bench.unfinished?.picture)
        #expect(picture.height == 112 + 16)
        #expect(picture[15, 127] && !picture[16, 127])
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("raster mode prints rows, lays k over b, passes over white ones and cuts as its modes say")
    func raster() throws {
        let bench = try MachineBench(.starTSP143III)
        let enter: [UInt8] = [0x1B, 0x2A, 0x72, 0x41]
        bench.send(enter + [0x6B, 1, 0, 0xF0, 0x62, 2, 0, 0x0F, 0xFF] + [0x1B, 0x2A, 0x72, 0x59, 0x33, 0])
        let picture = try #require(bench.unfinished?.picture)
        #expect(picture.height == 112 + 4)
        #expect(picture.row(112).prefix(3) == [0xFF, 0xFF, 0])
        bench.send([0x1B, 0x2A, 0x72, 0x46, 0x39, 0, 0x1B, 0x0C, 0x00])
        #expect(bench.receipts.map(\.ending) == [.fullCut])
        // Leaving with rows on the paper ends the document as ESC * r E says, 13 if nothing was said.
        bench.send([0x62, 1, 0, 0xFF, 0x1B, 0x2A, 0x72, 0x42])
        #expect(bench.receipts.map(\.ending) == [.fullCut, .partialCut])
        bench.send(enter + [0x1B, 0x2A, 0x72, 0x45, 0x31, 0, 0x62, 1, 0, 0xFF, 0x1B, 0x2A, 0x72, 0x42])
        #expect(bench.receipts.count == 2)
        bench.send(enter + [0x1B, 0x2A, 0x72, 0x44, 0x31, 0] + [0x1B, 0x2A, 0x72, 0x56, 0x31, 0x32, 0])
        #expect(bench.machine.drawerPulses == 1)
        #expect(bench.machine.beeps == 1)
        #expect(bench.machine.unknown.isEmpty)
        // Text is none of its business.
        bench.send("x")
        #expect(bench.machine.unknown.map(\.reason) == [.unknownCommand])
    }

    @Test("hostile bytes of every kind leave the machine standing", arguments: 0..<40)
    func hostile(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func next() -> UInt8 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 24)
        }
        let heads: [[UInt8]] = [
            [0x1B], [0x1B, 0x1D], [0x1B, 0x2A, 0x72], [0x1B, 0x1D, 0x79], [0x1B, 0x1D, 0x78], [0x1B, 0x1C],
            [0x1B, 0x62],
            [0x62], [0x1B, 0x6B, 2, 0], [0x1B, 0x1D, 0x53, 1, 2, 0, 2, 0],
        ]
        let bench = try MachineBench([.starTSP654II, .starMCPrint3, .starTSP143III, model("CP932")][seed % 4])
        for _ in 0..<200 {
            bench.send(heads[Int(next()) % heads.count] + (0..<next() % 24).map { _ in next() })
        }
        bench.send([UInt8](repeating: 0, count: 8_192) + [0x1B, 0x06, 0x01])
        #expect(bench.heard().count >= 9)
    }
}
