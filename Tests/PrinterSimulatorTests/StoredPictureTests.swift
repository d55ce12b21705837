import Imaging
import Testing

@testable import PrinterSimulator

@Suite("Stored pictures")
struct StoredPictureTests {
    private static func graphics(_ parameters: [UInt8]) -> [UInt8] {
        [0x1D, 0x28, 0x4C, UInt8(parameters.count & 0xFF), UInt8(parameters.count >> 8), 0x30] + parameters.dropFirst()
    }

    /// Function 67: a picture of 8 by 2 dots.
    private static func define(_ key: String, _ rows: [UInt8] = [0xF0, 0x0F]) -> [UInt8] {
        graphics([0x30, 67, 48] + Array(key.utf8) + [1, 8, 0, UInt8(rows.count), 0, 49] + rows)
    }

    private static func print(_ key: String, _ x: UInt8 = 1, _ y: UInt8 = 1) -> [UInt8] {
        graphics([0x30, 69] + Array(key.utf8) + [x, y])
    }

    private static let list = graphics([0x30, 64, 0x4B, 0x43])

    private func picture(_ bench: MachineBench) -> Bitmap1 {
        let picture = bench.unfinished?.picture ?? Bitmap1(width: 576, height: 112)
        return picture.cropped(x: 0, y: 112, width: 16, height: picture.height - 112)
    }

    @Test("a logo is called by its key, enlarged as asked, and survives power")
    func logo() throws {
        let bench = try MachineBench()
        bench.send(Self.define("A1") + Self.print("A1"))
        #expect(picture(bench) == Bitmap1(width: 16, height: 2, bytes: [0xF0, 0, 0x0F, 0]))
        bench.touch { machine, _ in machine.powerOff() }
        bench.touch { machine, _ in machine.powerOn() }
        bench.send(Self.print("A1", 2, 2))
        #expect(picture(bench).height == 6)
        #expect(picture(bench).row(2) == [0xFF, 0x00] && picture(bench).row(5) == [0x00, 0xFF])
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("the list of keys says what is there, deleted ones are gone, a key that is defined again is there once")
    func list() throws {
        let bench = try MachineBench()
        #expect(bench.ask(Self.list) == [0x37, 0x72, 0x40, 0x00])
        bench.send(Self.define("A1") + Self.define("B2") + Self.define("A1"))
        #expect(bench.ask(Self.list) == [0x37, 0x72, 0x40] + Array("B2A1".utf8) + [0x00])
        bench.send(Self.graphics([0x30, 66] + Array("B2".utf8)))
        #expect(bench.ask(Self.list) == [0x37, 0x72, 0x40] + Array("A1".utf8) + [0x00])
        bench.send(Self.graphics([0x30, 65, 0x43, 0x4C, 0x52]))
        #expect(bench.ask(Self.list) == [0x37, 0x72, 0x40, 0x00])
        bench.send(Self.print("A1"))
        #expect(bench.unfinished == nil)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters])
    }

    @Test("a list of more than forty keys comes in blocks, the next when the host has taken one")
    func blocks() throws {
        let bench = try MachineBench()
        let keys = (10..<55).map(String.init)
        bench.send(keys.flatMap { Self.define($0) })
        let first = Array(keys.prefix(40).joined().utf8)
        #expect(bench.ask(Self.list) == [0x37, 0x72, 0x41] + first + [0x00])
        #expect(bench.ask([0x06]) == [0x37, 0x72, 0x40] + Array(keys.suffix(5).joined().utf8) + [0x00])
    }

    @Test("pictures by number stand in columns, are replaced all at once, and survive power")
    func numbered() throws {
        let bench = try MachineBench()
        // 8 by 8 dots: the first column black.
        bench.send([0x1B, 0x45, 1, 0x1C, 0x71, 1, 1, 0, 1, 0, 0xFF, 0, 0, 0, 0, 0, 0, 0x01])
        // The printer reset itself.
        #expect((bench.machine.interpreter as? Interpreter)?.style.isBold == false)
        bench.touch { machine, _ in machine.powerOff() }
        bench.touch { machine, _ in machine.powerOn() }
        bench.send([0x1C, 0x70, 1, 0])
        #expect((0..<8).map { picture(bench).row($0).first } == [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81])
        bench.send([0x1C, 0x70, 1, 3, 0x1C, 0x70, 2, 0, 0x1C, 0x70, 1, 4])
        #expect(picture(bench).height == 8 + 16)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters, .badParameters])
    }

    @Test("the memory has an end, in which a picture that is defined again counts once")
    func full() {
        var memory = NVMemory()
        let large = Bitmap1(width: 1024, height: 800)
        let kept = [
            memory.define(large, key: [0x41, 0x31]), memory.define([large]), memory.define(large, key: [0x41, 0x32]),
            memory.define(large, key: [0x41, 0x31]), memory.define([large, large]),
        ]
        #expect(kept == [true, true, false, true, false])
        #expect(memory.graphics.map(\.key) == [[0x41, 0x31]] && memory.images.count == 1)
    }

    @Test("a downloaded picture is called by GS / and forgotten by ESC @")
    func downloaded() throws {
        let bench = try MachineBench()
        bench.send([0x1D, 0x2A, 1, 1, 0x80, 0, 0, 0, 0, 0, 0, 0x01, 0x1D, 0x2F, 0])
        #expect(picture(bench).row(0).first == 0x80 && picture(bench).row(7).first == 0x01)
        bench.send([0x1B, 0x40, 0x1D, 0x2F, 0])
        #expect(picture(bench).height == 8)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters])
    }

    @Test("the host's own characters stand in their cells while they are switched on")
    func ownCharacters() throws {
        let bench = try MachineBench()
        let dots = [UInt8](repeating: 0, count: 33) + [0xFF, 0xFF, 0xFF]
        bench.send([0x1B, 0x26, 3, 0x41, 0x41, 12] + dots + [0x1B, 0x25, 1] + Array("AB\n".utf8))
        let line = picture(bench)
        #expect(line[11, 0] && line[11, 23] && !line[10, 12])
        #expect(bench.text == "AB\n")
        bench.send([0x1B, 0x3F, 0x41] + Array("A\n".utf8) + [0x1B, 0x25, 0])
        let glyph = try #require(try MachineBench.glyphs?.cell("A", wide: false))
        #expect(picture(bench).cropped(x: 0, y: 30, width: 12, height: 24) == glyph)
        #expect(bench.machine.unknown.isEmpty)
    }
}
