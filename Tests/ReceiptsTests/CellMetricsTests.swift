import Testing

@testable import Receipts

@Suite("Cell widths")
struct CellMetricsTests {
    @Test(
        "characters take the cells a printer gives them",
        arguments: [
            ("A", 1), ("é", 1), ("¥", 1), ("€", 1), ("£", 1), ("×", 1), ("Ж", 1), ("Ω", 1), ("ｱ", 1), ("✓", 1),
            ("中", 2), ("㐀", 2), ("𠮷", 2), ("，", 2), ("￥", 2), ("Ａ", 2), ("가", 2), ("あ", 2), ("℃", 2), ("①", 2),
            ("★", 2),
            ("─", 2), ("😀", 2), ("⌚", 2), ("\u{301}", 0), ("\u{200D}", 0), ("\u{202E}", 0), ("\u{7}", 0), ("\u{85}", 0),
        ] as [(Unicode.Scalar, Int)]
    )
    func cells(scalar: Unicode.Scalar, cells: Int) {
        #expect(CellMetrics(widePunctuation: true).cells(scalar) == cells)
        #expect(CellMetrics(widePunctuation: false).cells(scalar) == cells)
    }

    @Test(
        "quotes, dashes and the ellipsis are wide in Chinese text only",
        arguments: ["“", "’", "—", "…", "‰", "※"] as [Unicode.Scalar]
    )
    func punctuation(scalar: Unicode.Scalar) {
        #expect(CellMetrics(widePunctuation: true).cells(scalar) == 2)
        #expect(CellMetrics(widePunctuation: false).cells(scalar) == 1)
    }

    @Test("a text is the sum of its characters")
    func text() {
        #expect(CellMetrics(widePunctuation: true).cells("92号汽油 ¥7.85") == 14)
    }

    @Test("scalars of every block have a width without a trap")
    func everyBlock() {
        let metrics = CellMetrics(widePunctuation: true)
        let scalars = stride(from: UInt32(0), through: 0x10FFFF, by: 13).lazy.compactMap(Unicode.Scalar.init)
        #expect(scalars.allSatisfy { (0...2).contains(metrics.cells($0)) })
    }
}
