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

    @Test(
        "templates match whole inputs",
        arguments: [
            ("<member:digits 16>", "6001000000000001", "6001000000000001"), ("M:<member:digits 1..4>", "M:12", "12"),
            (";7001<member:digits 12>=<rest:any *>", ";7001123456789012=9912?", "123456789012"),
            ("<member:any 1..9>#<x:hex 2>", "ab#1F", "ab"), ("<<<member:alnum *>>", "<A1>", "A1"),
        ]
    )
    func templates(pattern: String, input: String, member: String) throws {
        let fields = try Template(pattern).match(Array(input.utf8))
        #expect(fields?["member"] == Array(member.utf8))
    }

    @Test(
        "templates refuse what does not fit",
        arguments: [("<member:digits 4>", "12345"), ("M<member:digits 1..4>", "M"), ("A", "a")]
    )
    func mismatches(pattern: String, input: String) throws {
        #expect(try Template(pattern).match(Array(input.utf8)) == nil)
    }

    @Test(
        "patterns that could not be matched without going back are errors",
        arguments: [
            "", "<a", "<a:digits>", "<a:word 3>", "<a:digits 3..1>", "<a:digits 1..3>7", "<a:any *><b:any 1>",
            "<a:hex 1><a:hex 1>", "<a:any 9999>",
        ]
    )
    func badPatterns(pattern: String) {
        #expect(throws: TemplateError.self) { try Template(pattern) }
    }

    @Test(
        "an overlap is shown by an example that both match, and only then",
        arguments: [
            ("<m:digits 16>", "6<m:digits 15>", true), ("<m:digits 16>", "<m:digits 15>", false),
            ("M:<m:digits 1..20>", "<m:any *>", true), ("A<m:digits 3>", "B<m:digits 3>", false),
            ("<m:digits 2..4>-<x:any *>", "12-<y:hex 2>", true), ("<m:alnum 3>", "<m:hex 3>", true),
        ]
    )
    func overlaps(left: String, right: String, expected: Bool) throws {
        let one = try Template(left)
        let two = try Template(right)
        let example = one.overlap(with: two)
        #expect((example != nil) == expected)
        if let example {
            #expect(one.match(Array(example.utf8)) != nil)
            #expect(two.match(Array(example.utf8)) != nil)
        }
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
            _ = try? Template(String(decoding: input, as: UTF8.self))
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
