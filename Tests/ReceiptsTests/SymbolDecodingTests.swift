import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

/// Reads the symbols of finished pictures with an independent decoder (Debian package zbar-tools), where it is
/// installed.
@Suite("Symbols under a scanner", .enabled(if: Files.exists("/usr/bin/zbarimg"), "zbar-tools is not installed"))
struct SymbolDecodingTests {
    private func decode(_ png: [UInt8]) throws -> [String] {
        let stem = "/tmp/countertop-symbols-\(UInt64.random(in: 0 ... .max))"
        defer {
            try? Files.remove(stem + ".png")
            try? Files.remove(stem + ".txt")
        }
        try Files.writeAtomically(png, to: stem + ".png")
        let scanner = try ChildProcess(
            ["zbarimg", "--quiet", "--nodbus", stem + ".png"],
            output: .file(stem + ".txt"),
            error: .discard
        )
        try #require(try scanner.wait(until: .after(milliseconds: 10_000)) != nil)
        return String(decoding: try Files.read(stem + ".txt"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func picture(qr: String?, barcode: String?, columns: Int) throws -> [UInt8] {
        var receipt = Receipt(kind: .note)
        receipt.qr = qr
        receipt.barcode = barcode
        let layout = ReceiptLayout(receipt, columns: columns)
        return try ReceiptPicture.bitmap(layout, glyphs: try GlyphSource(), margin: 24).pngBytes()
    }

    @Test(
        "QR symbols of every kind of content read back",
        arguments: [
            "1", "https://example.com/r/20260301-0042", "晨光加油站 ¥12.05", String(repeating: "0123456789", count: 30),
        ]
    )
    func qr(text: String) throws {
        #expect(try decode(picture(qr: text, barcode: nil, columns: 48)) == ["QR-Code:" + text])
    }

    @Test("the largest QR symbol a receipt may have reads back from the narrowest paper")
    func largest() throws {
        let text = String((0..<1_000).map { Character(UnicodeScalar(UInt8($0 % 26 + 65))) })
        #expect(try decode(picture(qr: text, barcode: nil, columns: 24)) == ["QR-Code:" + text])
    }

    @Test(
        "barcodes read back from every mixture of code sets",
        arguments: ["R-1001", "20260301", "0042-36845", "A123456B", "160401", "{}~ !", "7"]
    )
    func code128(text: String) throws {
        #expect(try decode(picture(qr: nil, barcode: text, columns: 48)) == ["CODE-128:" + text])
    }

    @Test("both symbols of a whole receipt read back at every width", arguments: Samples.columns)
    func receipt(columns: Int) throws {
        let png = try ReceiptRenderer.png(
            document: Samples.receipt(.sale, .chinese).json,
            columns: columns,
            copy: false,
            glyphs: try GlyphSource()
        )
        #expect(try Set(decode(png)) == ["QR-Code:https://example.com/r/20260301-0042", "CODE-128:0042-36845"])
    }
}
