import Testing

@testable import HID

@Suite("EM4100 numbers")
struct CodeEM4100Tests {
    @Test(
        "one tag in all its forms",
        arguments: [
            ("01026F6C3A", EM4100.Form.hex10, "01026F6C3A"), ("01026f6c3a", .hex10, "01026F6C3A"),
            ("026F6C3A", .hex8, "026F6C3A"),
            ("004335823930", .decimal12, "01026F6C3A"), ("0004335823930", .decimal13, "01026F6C3A"),
            ("00004335823930", .decimal14, "01026F6C3A"), ("0040856634", .decimal10, "026F6C3A"),
            ("07302202", .decimal8, "6F6C3A"),
            ("111,27706", .pair3and5, "6F6C3A"), ("11127706", .pair3and5, "6F6C3A"),
            ("111.27706", .pair3and5, "6F6C3A"),
            ("00623,27706", .pair5and5, "026F6C3A"), ("00623 27706", .pair5and5, "026F6C3A"),
            ("0062327706", .pair5and5, "026F6C3A"),
            ("000550845691484", .reversed15, "01026F6C3A"), ("08000400150603060512", .reversed20, "01026F6C3A"),
        ]
    )
    func forms(text: String, form: EM4100.Form, expected: String) throws {
        let number = try #require(EM4100(text.utf8, form: form))
        #expect(number.low(expected.utf8.count * 4) == expected)
        #expect(number.low(24) == "6F6C3A")
        #expect(number.missingBits == 40 - expected.utf8.count * 4)
        #expect(number.mask == EM4100.mask(of: form))
    }

    @Test(
        "published tags in the forms that a reader list gives",
        arguments: [
            // Hexadecimal; 8, 10, 5.5, 3.5 of byte 1, 2, 3, 14, 15, 20 digits.
            [
                "001241C672", "04310642", "0306300530", "04673.50802", "000.50802", "018.50802", "065.50802",
                "00000306300530", "000001216504654", "00000408080206030414",
            ],
            [
                "1122334455", "03359829", "0573785173", "08755.17493", "017.17493", "034.17493", "051.17493",
                "00073588229205", "000585269781162", "08080404121202021010",
            ],
            [
                "7F000807A1", "00526241", "0000526241", "00008.01953", "127.01953", "000.01953", "008.01953",
                "00545461372833", "001090922799237", "15140000010014000805",
            ],
            [
                "38001BA4F4", "01811700", "0001811700", "00027.42228", "056.42228", "000.42228", "027.42228",
                "00240519980276", "000120273249583", "01120000130802050215",
            ],
        ]
    )
    func published(list: [String]) throws {
        let whole = try #require(EM4100(list[0].utf8, form: .hex10))
        let forms: [EM4100.Form] = [
            .decimal8, .decimal10, .pair5and5, .pair3and5First, .pair3and5Fourth, .pair3and5, .decimal14, .reversed15,
            .reversed20,
        ]
        for (form, text) in zip(forms, list.dropFirst()) {
            let number = try #require(EM4100(text.utf8, form: form), "\(form)")
            #expect(number.bits == whole.bits & EM4100.mask(of: form), "\(form)")
            #expect(number.mayEqual(whole))
        }
    }

    @Test("a text that several forms fit tells so")
    func ambiguity() {
        #expect(
            EM4100.readings(of: "11127706".utf8).map(\.form) == [
                .hex8, .decimal8, .pair3and5, .pair3and5Fourth, .pair3and5First,
            ]
        )
        #expect(EM4100.readings(of: "0040856634".utf8).map(\.form) == [.hex10, .decimal10, .pair5and5])
        #expect(EM4100.readings(of: "00623,27706".utf8).map(\.form) == [.pair5and5])
        #expect(EM4100.readings(of: "0004335823930".utf8).map(\.form) == [.decimal13])
    }

    @Test(
        "numbers that five bytes cannot hold, and other texts, are none",
        arguments: [
            ("16777216", EM4100.Form.decimal8), ("4294967296", .decimal10), ("1099511627776", .decimal13),
            ("256,00000", .pair3and5),
            ("111,65536", .pair3and5), ("111-27706", .pair3and5), ("1112770", .pair3and5), ("65536,00000", .pair5and5),
            ("01026F6C3G", .hex10), ("", .hex10), ("16000000000000000000", .reversed20),
            ("001099511627776", .reversed15),
        ]
    )
    func none(text: String, form: EM4100.Form) {
        #expect(EM4100(text.utf8, form: form) == nil)
    }

    @Test("two cut forms match on the bits that both show, and a shorter form matches several tags")
    func matching() throws {
        let wide = try #require(EM4100("0040856634".utf8, form: .decimal10))
        let narrow = try #require(EM4100("07302202".utf8, form: .decimal8))
        let other = try #require(EM4100("036F6C3A".utf8, form: .hex8))
        #expect(wide.mayEqual(narrow) && other.mayEqual(narrow) && !wide.mayEqual(other))
        #expect(narrow.low(32) == nil && narrow.low(0) == nil && narrow.low(23) == nil && wide.low(44) == nil)
        #expect("\(narrow)" == "EM4100, 24 of 40 bits")
    }
}
