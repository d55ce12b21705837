import Imaging
import Testing

@testable import Receipts

@Suite("PDF417")
struct PDF417Tests {
    @Test(
        "text and digits become the codewords of the standard's rules",
        arguments: [
            // ISO/IEC 15438 §5.4.2.4, §5.4.3, §5.4.4.
            ("Hello", [237, 131, 344]), ("ABC", [1, 89]), ("Pi=3", [477, 268, 693]),
            ("alcool", [810, 332, 434, 359]),
            ("000213298174000", [902, 1, 624, 434, 632, 282, 200]),
        ] as [(String, [Int])]
    )
    func compaction(text: String, codewords: [Int]) {
        #expect(PDF417Compaction.codewords(Array(text.utf8)) == codewords)
    }

    @Test("six bytes are five codewords under their own latch, others follow one by one")
    func bytes() {
        #expect(PDF417Compaction.codewords([231, 101, 11, 97, 205, 2]) == [924, 387, 700, 208, 213, 302])
        #expect(PDF417Compaction.codewords([231, 101, 11, 97, 205, 2, 255]) == [901, 387, 700, 208, 213, 302, 255])
    }

    @Test("error correction is that of the standard's example")
    func correction() throws {
        // Annex Q: "PDF417" at level 1.
        let symbol = try PDF417("PDF417", level: 1, columns: 1...1)
        #expect(symbol.codewords.suffix(4).count == 4)
        #expect(symbol.codewords.prefix(5) == [5, 453, 178, 121, 239])
        #expect(symbol.codewords.suffix(4) == [452, 327, 657, 619])
    }

    @Test("rows and columns hold everything and stay within the limits")
    func sizes() throws {
        for count in [1, 10, 100, 500, 1_000] {
            let symbol = try PDF417(bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) })
            #expect((3...90).contains(symbol.rows) && (1...30).contains(symbol.columns))
            #expect(symbol.codewords.count == symbol.rows * symbol.columns)
            for row in 0..<symbol.rows {
                #expect(symbol.elements(row: row).reduce(0, +) == symbol.width)
            }
        }
        #expect(throws: SymbolError.self) { try PDF417(bytes: [UInt8](repeating: 0xE5, count: 1_200)) }
        #expect(throws: SymbolError.tooLong(.pdf417, bytes: 1 << 20)) {
            try PDF417(bytes: [UInt8](repeating: 0x31, count: 1 << 20))
        }
        #expect(throws: SymbolError.empty(.pdf417)) { try PDF417("") }
        #expect(throws: SymbolError.tooLong(.pdf417, bytes: 500)) {
            try PDF417(String(repeating: "a", count: 500), columns: 1...2)
        }
    }

    @Test("printers get columns, rows, sizes, level and data")
    func command() throws {
        let symbol = try PDF417("PDF417", level: 1, columns: 3...3)
        #expect(
            ESCPOSCommand.pdf417(symbol, moduleDots: 2)
                == hex("1D286B 0300 30 41 03") + hex("1D286B 0300 30 42 03") + hex("1D286B 0300 30 43 02")
                + hex("1D286B 0300 30 44 03") + hex("1D286B 0400 30 45 30 31") + hex("1D286B 0300 30 46 00")
                + hex("1D286B 0900 30 50 30 50 44 46 34 31 37") + hex("1D286B 0300 30 51 30")
        )
    }
}
