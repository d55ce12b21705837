import Testing

@testable import Receipts

@Suite("GS1 DataBar")
struct DataBarTests {
    @Test(
        "every number has its width, and printers get it without identifier and check digit",
        arguments: [
            (.dataBar, "2401234567890", 95), (.dataBarTruncated, "(01)24012345678905", 95),
            (.dataBarLimited, "1501234567890", 73), (.dataBarLimited, "0000000000000", 73),
            (.dataBarLimited, "1999999999999", 73), (.dataBar, "0000000000000", 95), (.dataBar, "9999999999999", 95),
        ] as [(Symbology, String, Int)]
    )
    func widths(symbology: Symbology, text: String, width: Int) throws {
        let barcode = try Barcode(symbology, text)
        #expect(barcode.width == width)
        #expect(barcode.elements.count == 45)
        #expect(barcode.text.hasPrefix("(01)") && barcode.text.count == 18)
        #expect(barcode.escposData == Array(barcode.text.dropFirst(4).dropLast().utf8))
    }

    @Test("the widths of a character are all the ways there are, each once", arguments: [0, 1, 160, 161, 2_840])
    func ways(value: Int) {
        let groups: [DataBarWidths.Group] = [
            .init(high: (12, 8), low: (4, 1), lowCount: 1, count: 161),
            .init(high: (10, 6), low: (6, 3), lowCount: 10, count: 800),
            .init(high: (8, 4), low: (8, 5), lowCount: 34, count: 1_054),
            .init(high: (6, 3), low: (10, 6), lowCount: 70, count: 700),
            .init(high: (4, 1), low: (12, 8), lowCount: 126, count: 126),
        ]
        var seen: Set<[Int]> = []
        for value in 0..<2_841 {
            let widths = DataBarWidths.character(value, groups: groups, elements: 4, narrowInHigh: false)
            #expect(widths.high.reduce(0, +) + widths.low.reduce(0, +) == 16)
            #expect(widths.low.contains(1) && (widths.high + widths.low).allSatisfy { (1...8).contains($0) })
            seen.insert(widths.high + widths.low)
        }
        #expect(seen.count == 2_841)
    }

    @Test("the check characters of Limited are different and eighteen modules wide")
    func checkPatterns() {
        let patterns = DataBarLimitedBars.checkPatterns
        #expect(patterns.count == 89 && Set(patterns).count == 89)
        #expect(patterns.allSatisfy { $0.utf8.count == 14 && $0.utf8.reduce(0) { $0 + Int($1) - 0x30 } == 18 })
    }

    @Test(
        "what they cannot hold is refused",
        arguments: [
            (.dataBar, "24012345678906", .checkDigit(.dataBar, found: 6, expected: 5)),
            (.dataBar, "123", .length(.dataBar, count: 3, allowed: "13 or 14")),
            (.dataBarLimited, "2401234567890", .structure(.dataBarLimited, rule: "begins with 0 or 1")),
            (.dataBarExpanded, "(10)" + String(repeating: "a", count: 60), .tooLong(.dataBarExpanded, bytes: 62)),
        ] as [(Symbology, String, SymbolError)]
    )
    func refused(symbology: Symbology, text: String, error: SymbolError) {
        #expect(throws: error) { try Barcode(symbology, text) }
    }

    @Test("bits of the standard's example")
    func packing() throws {
        // (10)12A, ISO/IEC 24724 §7.2.5.5: method 00, digits in pairs, then a letter.
        let values = try DataBarPacking.characters(try GS1Message("(10)12A", in: .dataBarExpanded))
        // 0 00 0 0 | 0010011 (10) | 0010101 (12) | 0000 | 100000 (A) | 00100 00
        #expect(values == [0b000000010011, 0b001010100001, 0b000000010000])
    }
}
