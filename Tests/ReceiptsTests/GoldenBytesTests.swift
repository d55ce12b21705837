import Linux
import Testing

@testable import Receipts

@Suite("Golden bytes")
struct GoldenBytesTests {
    private func check(_ row: GoldenBytes.Row) throws {
        for (name, bytes) in row.bytes {
            let profile = try #require(PrinterProfile.named(name))
            let layout = ReceiptLayout(
                columns: 24,
                metrics: CellMetrics(widePunctuation: true),
                blocks: [row.block]
            )
            let encoded = ESCPOSEncoder(profile: profile, charsets: Iconv()).encode(layout).bytes
            let head = hex(try #require(GoldenBytes.heads[name]))
            #expect(encoded == head + hex(bytes), "\(row.name), \(name)")
        }
    }

    @Test("text is exactly these bytes on each family of printers", arguments: GoldenBytes.text.indices)
    func text(index: Int) throws {
        try check(GoldenBytes.text[index])
    }

    @Test("what moves paper, drawer and beeper is exactly these bytes", arguments: GoldenBytes.paper.indices)
    func paper(index: Int) throws {
        try check(GoldenBytes.paper[index])
    }

    @Test("pictures are exactly these bytes", arguments: GoldenBytes.pictures.indices)
    func pictures(index: Int) throws {
        try check(GoldenBytes.pictures[index])
    }

    @Test("symbols that printers draw are exactly these bytes")
    func symbols() throws {
        let rows = try GoldenBytes.symbols()
        #expect(Set(rows.map(\.name)) == Set(Symbology.allCases.map(\.title)))
        for row in rows {
            try check(row)
        }
    }

    @Test("pages are exactly these bytes in each direction", arguments: LayoutTurn.allCases)
    func pages(turn: LayoutTurn) throws {
        try check(GoldenBytes.page(turn))
    }
}
