import Testing

@testable import HID

@Suite("Barcodes")
struct BarcodeTests {
    @Test(
        "AIM identifiers name the symbology",
        arguments: [
            ("]A0", Symbology.code39), ("]B0", .telepen), ("]C0", .code128), ("]C1", .code128), ("]D0", .codeOne),
            ("]E0", .ean), ("]E3", .ean), ("]E4", .ean), ("]F0", .codabar), ("]G0", .code93), ("]H0", .code11),
            ("]I1", .itf), ("]J1", .dotCode), ("]K0", .code16K), ("]L0", .pdf417), ("]M0", .msi), ("]N0", .anker),
            ("]O0", .codablock), ("]P0", .plessey), ("]Q1", .qr), ("]R0", .industrial2of5), ("]S0", .straight2of5),
            ("]T0", .code49), ("]U0", .maxiCode), ("]X0", .other), ("]Y0", .other), ("]Z6", .nonSymbol),
            ("]c0", .channel), ("]d1", .dataMatrix), ("]e0", .dataBar), ("]h0", .hanXin), ("]o1", .ocr),
            ("]p0", .posiCode), ("]s0", .superCode), ("]z0", .aztec),
        ]
    )
    func symbologies(text: String, symbology: Symbology) throws {
        let identifier = try #require(AIMIdentifier(Array(text.utf8)))
        #expect(identifier.symbology == symbology)
        #expect(identifier.description == text)
    }

    @Test("every symbology has a code character")
    func complete() {
        let named = (UInt8(0x41)...0x7A).compactMap(Symbology.init(codeCharacter:))
        #expect(Set(named) == Set(Symbology.allCases))
    }

    @Test("other bytes are no AIM identifier", arguments: ["", "]", "]C", "C1]", "]C-", "]11", "]C12", "]V0", "[C1"])
    func noIdentifier(text: String) {
        #expect(AIMIdentifier(Array(text.utf8)) == nil)
    }

    @Test(
        "modifiers tell FNC1, character sets and check characters",
        arguments: [
            ("]C0", FunctionOne.absent, false, CheckCharacter.notChecked), ("]C1", .gs1, false, .notChecked),
            ("]C2", .industry, false, .notChecked), ("]C4", .absent, false, .notChecked),
            ("]Q0", .absent, false, .notChecked), ("]Q1", .absent, false, .notChecked),
            ("]Q2", .absent, true, .notChecked), ("]Q3", .gs1, false, .notChecked), ("]Q4", .gs1, true, .notChecked),
            ("]Q5", .industry, false, .notChecked), ("]Q6", .industry, true, .notChecked),
            ("]d1", .absent, false, .notChecked), ("]d2", .gs1, false, .notChecked),
            ("]d3", .industry, false, .notChecked), ("]d4", .absent, true, .notChecked),
            ("]d5", .gs1, true, .notChecked), ("]d6", .industry, true, .notChecked),
            ("]z1", .gs1, false, .notChecked), ("]z4", .gs1, true, .notChecked), ("]J1", .gs1, false, .notChecked),
            ("]J4", .gs1, true, .notChecked), ("]e0", .gs1, false, .notChecked), ("]h2", .gs1, false, .notChecked),
            ("]A1", .absent, false, .sent), ("]A3", .absent, false, .stripped), ("]I0", .absent, false, .notChecked),
            ("]I1", .absent, false, .sent), ("]F4", .absent, false, .stripped), ("]M1", .absent, false, .stripped),
        ]
    )
    func modifiers(text: String, functionOne: FunctionOne, usesECI: Bool, check: CheckCharacter) throws {
        let identifier = try #require(AIMIdentifier(Array(text.utf8)))
        #expect(identifier.functionOne == functionOne)
        #expect(identifier.isGS1 == (functionOne == .gs1))
        #expect(identifier.usesECI == usesECI)
        #expect(identifier.checkCharacter == check)
    }

    @Test("a concatenation is told from one symbol")
    func concatenated() {
        #expect(AIMIdentifier("]C4".utf8)?.isConcatenated == true)
        #expect(AIMIdentifier("]C0".utf8)?.isConcatenated == false)
    }

    @Test(
        "check digits of published numbers are right, and any other last digit is wrong",
        arguments: [
            "4006381333931", "96385074", "09506000134352", "006141411234567890", "6291041500213", "9780143007234",
            "012345000065", "401234567890123450",
        ]
    )
    func checkDigits(number: String) {
        for digit in 0...9 {
            let changed = number.dropLast() + String(digit)
            #expect(CheckDigit.isValid(Array(changed.utf8)) == (changed == number))
        }
    }

    @Test("check digits need digits", arguments: ["", "0", "12a4", "४"])
    func noCheckDigit(text: String) {
        #expect(!CheckDigit.isValid(Array(text.utf8)))
    }

    @Test(
        "check character pairs of the General Specifications",
        arguments: [
            ("1987654Ad4X4bL5ttr2310c2K", true), ("1987654Ad4X4bL5ttr2310cXK", false), ("12345_ABCDEFGHIJKLMCP", true),
            ("12345_nopqrstuvwxyzP2", true), ("00000!HV", true), ("22", false), ("1987654 d4X4bL5ttr2310c2K", false),
        ]
    )
    func pairs(text: String, good: Bool) {
        #expect(CheckDigit.isValidPair(Array(text.utf8)) == good)
    }

    @Test(
        "EAN and UPC as scanners send them",
        arguments: [
            ("]E0", "4006381333931", "4006381333931", "", RetailUse.product),
            ("]E4", "96385074", "96385074", "", .product),
            ("]E0", "0012345000065", "0012345000065", "", .product),
            ("", "012345000065", "0012345000065", "", .product),
            ("]E3", "978014300723451299", "9780143007234", "51299", .book),
            ("]E3", "977114487500705", "9771144875007", "05", .periodical),
            ("]E0", "01234565", "0012345000065", "", .product), ("", "04252614", "0042100005264", "", .product),
            ("", "123456", "0012345000065", "", .product),
            ("", "0123456", "0012345000065", "", .product), ("", "96385074", "96385074", "", .product),
            ("]E0", "2912345678906", "2912345678906", "", .restricted),
            ("]E0", "0212345678909", "0212345678909", "", .restricted),
            ("]E0", "9812345001236", "9812345001236", "", .coupon),
            ("]E0", "9912345678909", "9912345678909", "", .coupon),
            ("]E0", "9801234567892", "9801234567892", "", .refundReceipt),
            ("", "512345000015", "0512345000015", "", .coupon),
            ("]E0", "9851234567897", "9851234567897", "", .product), ("]E4", "20123451", "20123451", "", .restricted),
        ]
    )
    func retail(aim: String, digits: String, number: String, addOn: String, use: RetailUse) throws {
        let code = try RetailCode(digits.utf8, identifier: AIMIdentifier(aim.utf8))
        #expect(code.number == number)
        #expect((code.addOn ?? "") == addOn)
        #expect(code.use == use)
    }

    @Test(
        "what is no EAN or UPC is refused with its reason",
        arguments: [
            ("", "400638133393", RetailCodeError.wrongCheckDigit), ("", "4006381333932", .wrongCheckDigit),
            ("", "40063813339x1", .notDigits), ("", "", .notDigits), ("", "12345", .wrongLength),
            ("", "1234567890123456789", .wrongLength), ("]C0", "4006381333931", .wrongSymbology),
            ("]E4", "4006381333931", .wrongLength), ("]E1", "12", .wrongLength), ("", "01234566", .wrongCheckDigit),
            ("", "00000000", .ambiguous), ("]E0", "2345678", .wrongLength),
        ]
    )
    func noRetail(aim: String, digits: String, error: RetailCodeError) {
        #expect(throws: error) { try RetailCode(digits.utf8, identifier: AIMIdentifier(aim.utf8)) }
    }

    @Test(
        "UPC-E is written out by its last digit",
        arguments: [
            ("0123450", "012000003455"), ("0123451", "012100003454"), ("0123452", "012200003453"),
            ("0123453", "012300000451"), ("0123454", "012340000053"), ("0123455", "012345000058"),
            ("0123459", "012345000096"), ("1123457", "112345000079"), ("04252614", "042100005264"),
        ]
    )
    func upce(short: String, long: String) throws {
        #expect(String(decoding: try UPCE.expand(Array(short.utf8)), as: UTF8.self) == long)
    }

    @Test("escapes of character sets are read, wrong ones refused")
    func eci() throws {
        let decoded = try #require(ECI.decode(Array(#"\000026a\\b\000029c"#.utf8)))
        #expect(decoded.data == Array(#"a\bc"#.utf8))
        #expect(decoded.characterSet == 26)
        #expect(ECI.decode(Array(#"a\00002"#.utf8)) == nil)
        #expect(ECI.decode(Array(#"a\"#.utf8)) == nil)
        let scan = Scan(Array(#"\000026M:1\\2"#.utf8), identifier: AIMIdentifier("]Q2".utf8), separators: .kept)
        #expect(scan.characterSet == 26)
        #expect(scan.data.withBytes { Array($0) } == Array(#"M:1\2"#.utf8))
    }
}
