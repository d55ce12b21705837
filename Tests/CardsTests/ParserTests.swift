import Cards
import Testing

@Suite("Card parsers")
struct ParserTests {
    @Test(
        "families of published ATRs",
        arguments: [
            ("3B8F8001804F0CA000000306030001000000006A", CardFamily.mifareClassic1K),
            ("3B8F8001804F0CA0000003060300020000000069", .mifareClassic4K),
            ("3B8F8001804F0CA0000003060300030000000068", .ultralight),
            ("3B8F8001804F0CA00000030611003B0000000042", .feliCa),
            ("3B8F8001804F0CA0000003060300990000000000", .storage),
            ("3B8180018080", .desfire), ("3B8B80012090000000000000B0AC2842CC", .cpu),
            ("3B6D000086014844 4D71020704266968 10", .cpu), ("3B04A2131091", .contactMemory),
        ]
    )
    func families(hex: String, family: CardFamily) throws {
        #expect(ATR(bytes(hex))?.family == family)
    }

    @Test(
        "TCK is checked where it is due",
        arguments: [("3B8180018080", true), ("3B8180018081", false), ("3B6B0000", false)]
    )
    func checks(hex: String, good: Bool) {
        #expect((ATR(bytes(hex))?.isChecked ?? false) == good)
    }

    @Test("truncated ATRs are no ATRs, whatever their first bytes promise")
    func truncated() {
        let whole = bytes("3B8F8001804F0CA000000306030001000000006A")
        for length in 0..<19 {
            #expect(ATR(Array(whole.prefix(length))) == nil)
        }
    }

    @Test("short and extended APDUs are coded as ISO/IEC 7816-4 says")
    func coding() {
        #expect(CommandAPDU(0, 0xA4, 4, 0, data: [1, 2], le: 0).bytes == [0, 0xA4, 4, 0, 2, 1, 2, 0])
        #expect(CommandAPDU(0, 0xB0, 0, 0, le: 256).bytes == [0, 0xB0, 0, 0, 0])
        #expect(CommandAPDU(0, 0xB0, 0, 0, le: 300).bytes == [0, 0xB0, 0, 0, 0, 1, 44])
        #expect(
            CommandAPDU(0, 0xD6, 0, 0, data: Array(repeating: 7, count: 256)).bytes.prefix(7) == [
                0, 0xD6, 0, 0, 0, 1, 0,
            ]
        )
    }

    @Test("TLV objects are found at any depth, and lengths beyond the end are refused")
    func tlv() {
        let fci = bytes("6F10A50EBF0C0B61094F07A0000003330101")
        #expect(TLV.find(0x4F, in: fci) == bytes("A0000003330101"))
        #expect(TLV.parse(bytes("9F2481")) == nil)
        #expect(TLV.parse(bytes("5A05 0102")) == nil)
        #expect(TLV.parse(bytes("1F")) == nil)
        #expect(TLV.parse(bytes("5A84FFFFFFFF")) == nil)
    }

    @Test("a thousand random byte strings never trap a parser")
    func random() {
        var state: UInt64 = 3
        for _ in 0..<10_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var input: [UInt8] = []
            for _ in 0..<(state >> 58) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                input.append(UInt8(truncatingIfNeeded: state >> 40))
            }
            _ = ATR([0x3B] + input)?.family
            _ = TLV.parse(input)
            _ = TLV.find(0x5A, in: [0x70, UInt8(input.count)] + input)
            _ = NDEF.message(inMemory: input).map { NDEF.text(inMessage: $0) }
            _ = NDEF.text(inMessage: input)
        }
    }

    private func bytes(_ hex: String) -> [UInt8] {
        KeyBytes.parse(hex)
    }
}

/// Hexadecimal digits to bytes.
enum KeyBytes {
    static func parse(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
