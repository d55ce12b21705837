import Linux
import Testing

@testable import Receipts

@Suite("Barcodes")
struct BarcodeTests {
    /// `1` for each black module, `0` for each white one.
    private func modules(_ barcode: Barcode) -> String {
        barcode.elements.enumerated()
            .map { String(repeating: $0 % 2 == 0 ? "1" : "0", count: $1) }
            .joined()
    }

    @Test(
        "check digits are computed or verified, and stand below the bars",
        arguments: [
            (.ean13, "978020137962", "9780201379624"), (.ean13, "9780201379624", "9780201379624"),
            (.upcA, "03600029145", "036000291452"), (.ean8, "9638507", "96385074"), (.upcE, "123456", "01234565"),
            (.upcE, "1123456", "11234562"), (.upcE, "01234565", "01234565"), (.upcE, "012345000065", "01234565"),
            (.upcE, "01200000345", "01234505"), (.upcE, "012300000451", "01234531"),
        ] as [(Symbology, String, String)]
    )
    func checkDigits(symbology: Symbology, text: String, printed: String) throws {
        #expect(try Barcode(symbology, text).text == printed)
    }

    @Test(
        "what a symbology cannot hold is refused with the reason",
        arguments: [
            (.ean13, "9780201379625", .checkDigit(.ean13, found: 5, expected: 4)),
            (.ean13, "123", .length(.ean13, count: 3, allowed: "12 or 13")),
            (.ean8, "1234567a", .character(.ean8, "a")),
            (.upcE, "21234565", .structure(.upcE, rule: "begins with 0 or 1")),
            (.upcE, "123456789012", .structure(.upcE, rule: "stands for numbers with enough zeros only")),
            (.upcE, "12345", .length(.upcE, count: 5, allowed: "6, 7, 8, 11 or 12")),
            (.itf, "123", .length(.itf, count: 3, allowed: "an even number of")),
            (.code39, "a", .character(.code39, "a")), (.code39, "*A*", .character(.code39, "*")),
            (.code93, "é", .character(.code93, "é")), (.codabar, "A12B3C", .character(.codabar, "B")),
            (.codabar, "123", .structure(.codabar, rule: "begins and ends with a letter from A to D")),
            (
                .gs1128, "0109501101530003",
                .structure(.gs1128, rule: "begins with an identifier in parentheses, “(01)”")
            ),
            (.gs1128, "(01)095011015300", .structure(.gs1128, rule: "has 14 digits behind (01)")),
            (.gs1128, "(01)09501101530004", .checkDigit(.gs1128, found: 4, expected: 3)),
            (.gs1128, "(10)A B", .character(.gs1128, " ")),
            (.gs1128, "(10)", .structure(.gs1128, rule: "has 1 to 90 characters behind (10)")),
        ] as [(Symbology, String, SymbolError)]
    )
    func refused(symbology: Symbology, text: String, error: SymbolError) {
        #expect(throws: error) { try Barcode(symbology, text) }
        #expect(!error.description.isEmpty)
    }

    @Test("an empty text is refused by each", arguments: Symbology.allCases)
    func empty(symbology: Symbology) {
        #expect(throws: SymbolError.empty(symbology)) { try Barcode(symbology, "") }
    }

    @Test("bars are those of the standards' examples")
    func bars() throws {
        #expect(
            modules(try Barcode(.ean13, "9501101530003"))
                == "101" + "0110001" + "0100111" + "0110011" + "0011001" + "0100111" + "0011001" + "01010"
                + "1001110" + "1000010" + "1110010" + "1110010" + "1110010" + "1000010" + "101"
        )
        #expect(
            modules(try Barcode(.upcE, "01234565"))
                == "101" + "0110011" + "0010011" + "0111101" + "0011101" + "0111001" + "0101111" + "010101"
        )
        #expect(
            modules(try Barcode(.code93, "TEST93"))
                == "101011110" + "110100110" + "110010010" + "110101100" + "110100110" + "100001010" + "101000010"
                + "101110110" + "100100010" + "101011110" + "1"
        )
        #expect(try Barcode(.itf, "12").elements == [1, 1, 1, 1, 3, 1, 1, 3, 1, 1, 1, 1, 3, 3, 3, 1, 1])
    }

    @Test(
        "GS1-128 begins with FNC1 and ends data of no fixed length with another, unless they are the last",
        arguments: [
            (
                "(01)09501101530003(10)AB(21)7",
                [105, 102, 1, 9, 50, 11, 1, 53, 0, 3, 10, 100, 33, 34, 102, 18, 17, 23],
                "(01)09501101530003(10)AB{1(21)7"
            ),
            ("(15)260301(3103)000123", [105, 102, 15, 26, 3, 1, 31, 3, 0, 1, 23], "(15)260301(3103)000123"),
            ("(10)A(B)*", [104, 102, 17, 16, 33, 8, 34, 9, 10], "(10)A{(B{){*"),
        ] as [(String, [Int], String)]
    )
    func gs1(text: String, values: [Int], data: String) throws {
        let barcode = try Barcode(.gs1128, text)
        #expect(barcode.code128?.values.dropLast(2) == values[...])
        #expect(barcode.escposData == Array(data.utf8))
        #expect(barcode.text == text)
        #expect(barcode.symbology.escposNumber == 74)
    }

    @Test(
        "printers get the number and data of each symbology",
        arguments: [
            (.upcA, "03600029145", "41 0C 30 33 36 30 30 30 32 39 31 34 35 32"),
            (.upcE, "123456", "42 0C 30 31 32 33 34 35 30 30 30 30 36 35"),
            (.ean13, "950110153000", "43 0D 39 35 30 31 31 30 31 35 33 30 30 30 33"),
            (.ean8, "9638507", "44 08 39 36 33 38 35 30 37 34"), (.code39, "A-1", "45 03 41 2D 31"),
            (.itf, "1234", "46 04 31 32 33 34"), (.codabar, "a12b", "47 04 41 31 32 42"),
            (.code93, "a1", "48 02 61 31"), (.code128, "a1", "49 04 7B 42 61 31"),
            (.gs1128, "(10)A", "4A 05 28 31 30 29 41"),
        ] as [(Symbology, String, String)]
    )
    func commands(symbology: Symbology, text: String, command: String) throws {
        let profile = try #require(PrinterProfile.named("TM-T88V"))
        try #require(profile.symbols.contains(symbology))
        let symbol = LayoutSymbol(
            .barcode(try Barcode(symbology, text)),
            moduleDots: 2,
            barHeight: 80,
            place: LayoutPlace(.left, span: 42)
        )
        let layout = ReceiptLayout(
            columns: 42,
            metrics: CellMetrics(widePunctuation: true),
            blocks: [.symbol(symbol)]
        )
        #expect(
            ESCPOSEncoder(profile: profile, charsets: Iconv()).encode(layout).bytes
                == hex("1B 40 1C 2E 1B 52 00  1D 68 50 1D 77 02 1D 48 00 1D 6B" + command)
        )
    }
}
