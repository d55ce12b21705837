import Imaging
import Testing

@testable import Receipts

@Suite("Code 128")
struct Code128Tests {
    @Test(
        "values are those the standard gives, check character and stop included",
        arguments: [
            // Start B, characters, check, stop.
            ("PJJ123C", [104, 48, 42, 42, 17, 18, 19, 35, 55, 106]),
            // Pairs of digits in set C.
            ("123456", [105, 12, 34, 56, 44, 106]),
            // An odd digit goes first in set B.
            ("12345", [104, 17, 99, 23, 45, 53, 106]),
            ("42", [105, 42, 44, 106]),
            // Out of set C for a letter, and not into it for two digits.
            ("1234A56", [105, 12, 34, 100, 33, 21, 22, 79, 106]),
            // Six digits in the middle are worth two switches.
            ("A123456B", [104, 33, 99, 12, 34, 56, 100, 34, 55, 106]),
            // Control characters are in set A only.
            ("A\nB", [103, 33, 74, 34, 0, 106]),
            // One small letter among them is shifted, several are worth a latch.
            ("\n\ta\n", [103, 74, 73, 98, 65, 74, 0, 106]),
            ("\n\tabcd", [103, 74, 73, 100, 65, 66, 67, 68, 0, 106]),
            ("abc\ndef", [104, 65, 66, 67, 98, 74, 68, 69, 70, 0, 106]),
        ] as [(String, [Int])]
    )
    func values(text: String, values: [Int]) throws {
        let symbol = try Code128(text)
        #expect(symbol.values.dropLast(2) == values.dropLast(2))
        #expect(symbol.values.last == 106)
        var sum = symbol.values[0]
        for (position, value) in symbol.values.dropLast(2).enumerated() {
            sum += position * value
        }
        #expect(symbol.values[symbol.values.count - 2] == sum % 103)
    }

    @Test("the check character of the textbook example is 55 in set B")
    func check() throws {
        let symbol = try Code128("PJJ123C")
        #expect(symbol.values == [104, 48, 42, 42, 17, 18, 19, 35, 55, 106])
    }

    @Test(
        "every pattern is eleven modules of three bars and three spaces, with an even sum of bars; the stop has thirteen"
    )
    func patterns() {
        let patterns = Code128.patterns.map { $0.utf8.map { Int($0 - 0x30) } }
        #expect(patterns.count == 107)
        #expect(Set(Code128.patterns).count == 107)
        for pattern in patterns.dropLast() {
            #expect(pattern.count == 6)
            #expect(pattern.reduce(0, +) == 11)
            #expect((pattern[0] + pattern[2] + pattern[4]) % 2 == 0)
        }
        #expect(patterns[106].reduce(0, +) == 13)
    }

    @Test("the width counts every module of the elements")
    func width() throws {
        let symbol = try Barcode(.code128, "R-1001")
        #expect(symbol.elements.reduce(0, +) == symbol.width)
        let bitmap = symbol.bitmap(moduleDots: 2, height: 5)
        #expect(bitmap.width == 2 * symbol.width && bitmap.height == 5)
        // Start B is 211214: a bar of two modules, a space of one, a bar of one.
        #expect((0..<10).map { bitmap[$0, 0] } == [true, true, true, true, false, false, true, true, false, false])
    }

    @Test(
        "printers get the same code sets as the picture, with braces doubled",
        arguments: [
            ("A1", "7B 42 41 31"), ("123456", "7B 43 0C 22 38"), ("12AB", "7B 42 31 32 41 42"),
            ("1234A", "7B 43 0C 22 7B 42 41"), ("A\nB", "7B 41 41 0A 42"),
            ("abc\ndef", "7B 42 61 62 63 7B 53 0A 64 65 66"),
            ("\n\tabcd", "7B 41 0A 09 7B 42 61 62 63 64"), ("A{B", "7B 42 41 7B 7B 42"), ("9999", "7B 43 63 63"),
        ]
    )
    func escposData(text: String, data: String) throws {
        #expect(try Code128(text).escposData == hex(data))
    }

    @Test(
        "nothing but ASCII is taken, and not without end",
        arguments: ["", "é", "中", String(repeating: "a", count: 256)]
    )
    func refused(text: String) {
        #expect(throws: SymbolError.self) { try Code128(text) }
    }
}
