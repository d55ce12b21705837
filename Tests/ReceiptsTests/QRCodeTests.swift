import Imaging
import Testing

@testable import Receipts

@Suite("QR Code")
struct QRCodeTests {
    private func picture(_ symbol: QRCode) -> [String] {
        (0..<symbol.size).map { y in
            (0..<symbol.size).map { x in symbol[x, y] ? "#" : "." }.joined()
        }
    }

    @Test("a version 1 symbol equals the reference, dot by dot")
    func version1() throws {
        let symbol = try #require(QRCode(Array("Countertop".utf8), mask: 4))
        #expect(symbol.version == 1)
        #expect(
            picture(symbol) == [
                "#######.###...#######", "#.....#..###..#.....#", "#.###.#....#..#.###.#", "#.###.#.#.....#.###.#",
                "#.###.#.#.###.#.###.#", "#.....#.##..#.#.....#", "#######.#.#.#.#######", "........#............",
                "#...#.###...######..#", ".....#..#.#.#.####.#.", ".#.#..#...#.#...#.##.", "#..#....#..###.#...##",
                "..#.###.##.#.#...#.##", "........#####..######", "#######.##.#.##.#..#.", "#.....#..#...#..#...#",
                "#.###.#.#...#..#...#.", "#.###.#..#..###.##.##", "#.###.#.....#...###..", "#.....#..####..##....",
                "#######.####.###.#..#",
            ]
        )
    }

    @Test("Han characters go in as UTF-8, and an alignment pattern appears")
    func version2() throws {
        let symbol = try #require(QRCode(Array("晨光加油站".utf8), mask: 6))
        #expect(symbol.version == 2)
        #expect(
            picture(symbol) == [
                "#######.#.#.#..##.#######", "#.....#.#..##...#.#.....#", "#.###.#.##.....##.#.###.#",
                "#.###.#..##.....#.#.###.#", "#.###.#.#.....###.#.###.#", "#.....#..####..##.#.....#",
                "#######.#.#.#.#.#.#######", "...........#.#.##........", "#..########.##..##..#.###",
                ".###.#.##.####..#..#.....", "#..#..###...##.##.#.##.#.", ".#.#......#..#..##...#..#",
                ".#.#.###...###...#.#.#.#.", "####.#.####..##..#.#.#.##", "##.####.##.###....###.#..",
                "#.#.#..#.#.#...##........", "#.##..###.....#.######..#", "........#######.#...####.",
                "#######.##.#....#.#.#.#..", "#.....#.##..#.#.#...#.##.", "#.###.#.##..###.########.",
                "#.###.#.#.....##....#...#", "#.###.#..##.#.#........##", "#.....#...#...#..#.#.#.##",
                "#######.#....##...#.##..#",
            ]
        )
    }

    @Test(
        "larger symbols have the reference's modules: several blocks, version bits, 16-bit length",
        arguments: [
            (100, 6, 5, 0xa37e_2ba4_f094_e200), (1000, 26, 5, 0x2aa5_3524_5fcd_fc7a),
            (2331, 40, 4, 0x2b23_ea6a_faa9_7f01),
        ] as [(Int, Int, Int, UInt64)]
    )
    func larger(count: Int, version: Int, mask: Int, fingerprint: UInt64) throws {
        let symbol = try #require(QRCode((0..<count).map { UInt8(($0 * 7 + 3) % 94 + 33) }, mask: mask))
        #expect(symbol.version == version)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for y in 0..<symbol.size {
            for x in 0..<symbol.size {
                hash = (hash ^ (symbol[x, y] ? 0x31 : 0x30)) &* 0x100_0000_01b3
            }
        }
        #expect(hash == fingerprint)
    }

    @Test("the mask taken by itself is the one with the lowest penalty")
    func bestMask() throws {
        let bytes = Array("Countertop".utf8)
        let chosen = try #require(QRCode(bytes))
        let penalties = try (0...7).map { mask in try #require(QRCode(bytes, mask: mask)).grid.penalty }
        #expect(penalties[chosen.mask] == penalties.min())
    }

    @Test("the generator and the codewords of error correction are those of the standard's example")
    func reedSolomon() {
        // ISO/IEC 18004 annex I: 1-M symbol of "01234567".
        let data: [UInt8] = hex("10 20 0C 56 61 80 EC 11 EC 11 EC 11 EC 11 EC 11")
        let generator = ReedSolomon.generator(degree: 10)
        #expect(generator == [251, 67, 46, 61, 118, 70, 64, 94, 32, 45])
        #expect(ReedSolomon.remainder(of: data[...], generator: generator) == hex("A5 24 D4 C1 ED 36 C7 87 2C 55"))
    }

    @Test(
        "the version is the smallest of the level that holds the bytes",
        arguments: [
            (0, 1), (14, 1), (15, 2), (180, 9), (181, 10), (213, 10), (214, 11), (997, 25), (1000, 26), (2331, 40),
        ]
    )
    func version(count: Int, version: Int) throws {
        #expect(try QRContent(bytes: [UInt8](repeating: 0x61, count: count)).version == version)
    }

    @Test(
        "the largest symbol of each level and mode holds what the standard says, and not one character more",
        arguments: [
            (.low, 0x31, 7_089), (.medium, 0x31, 5_596), (.quartile, 0x31, 3_993), (.high, 0x31, 3_057),
            (.low, 0x41, 4_296), (.medium, 0x41, 3_391), (.quartile, 0x41, 2_420), (.high, 0x41, 1_852),
            (.low, 0x61, 2_953), (.medium, 0x61, 2_331), (.quartile, 0x61, 1_663), (.high, 0x61, 1_273),
        ] as [(QRLevel, UInt8, Int)]
    )
    func capacity(level: QRLevel, byte: UInt8, count: Int) throws {
        #expect(try QRContent(bytes: [UInt8](repeating: byte, count: count), level: level).version == 40)
        #expect(throws: SymbolError.tooLong(.qr, bytes: count + 1)) {
            try QRContent(bytes: [UInt8](repeating: byte, count: count + 1), level: level)
        }
    }

    @Test(
        "text is packed in the modes that take the fewest bits",
        arguments: [
            ("ABC", [.alphanumeric]), ("12345", [.numeric]), ("abc", [.byte]), ("中", [.byte]),
            ("ORDER-2026", [.alphanumeric]), ("ORDER-20260301", [.alphanumeric, .numeric]), ("a12345b", [.byte]),
            ("https://example.com/20260301123456", [.byte, .numeric]),
            ("AB12345678901234567890", [.alphanumeric, .numeric]),
            ("abc123456789012DEFGHIJKLMNOPQRSTUVWXYZ", [.byte, .numeric, .alphanumeric]),
        ] as [(String, [QRMode])]
    )
    func modes(text: String, modes: [QRMode]) throws {
        let content = try QRContent(text)
        #expect(content.segments.map(\.mode) == modes)
        #expect(content.segments.flatMap(\.bytes) == Array(text.utf8))
    }

    @Test("digits and capitals are packed as the standard's examples")
    func packing() throws {
        // ISO/IEC 18004 §7.4.3 and §7.4.4: 01234567 and AC-42, then terminator and padding.
        #expect(
            QRSegment.codewords(try QRContent("01234567").segments, version: 1, room: 8)
                == hex("10 20 0C 56 61 80 EC 11")
        )
        #expect(
            QRSegment.codewords(try QRContent("AC-42").segments, version: 1, room: 8) == hex("20 29 CE E7 21 00 EC 11")
        )
    }

    @Test("what no symbol holds is refused, and looking outside a symbol is light")
    func limits() throws {
        #expect(QRCode([UInt8](repeating: 0x61, count: 2_332)) == nil)
        #expect(throws: SymbolError.self) { try QRContent(bytes: [UInt8](repeating: 0x31, count: 100_000)) }
        let empty = try #require(QRCode([]))
        #expect(!empty[-1, 0] && !empty[0, -1] && !empty[21, 0] && !empty[0, 21])
        #expect(empty[0, 0])
    }

    @Test("a module is as many dots wide and high as asked")
    func bitmap() throws {
        let symbol = try #require(QRCode(Array("A".utf8)))
        let bitmap = symbol.bitmap(moduleDots: 3)
        #expect(bitmap.width == 63 && bitmap.height == 63)
        for y in 0..<63 {
            for x in 0..<63 where bitmap[x, y] != symbol[x / 3, y / 3] {
                Issue.record("dot \(x),\(y) differs from its module")
            }
        }
    }
}
