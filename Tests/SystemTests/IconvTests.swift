import Linux
import Testing

@Suite("iconv")
struct IconvTests {
    @Test(
        "characters have the bytes the standards give them",
        arguments: [
            ("中", "GB18030", [0xD6, 0xD0]), ("，", "GB18030", [0xA3, 0xAC]), ("€", "GB18030", [0xA2, 0xE3]),
            ("ö", "GB18030", [0x81, 0x30, 0x8B, 0x32]), ("𠮷", "GB18030", [0x95, 0x34, 0xB2, 0x35]),
            ("ö", "CP437", [0x94]), ("€", "CP858", [0xD5]), ("€", "CP1252", [0x80]), ("Ж", "CP866", [0x86]),
            ("A", "CP437", [0x41]),
        ] as [(Unicode.Scalar, String, [UInt8])]
    )
    func encode(scalar: Unicode.Scalar, charset: String, bytes: [UInt8]) {
        let iconv = Iconv()
        #expect(iconv.encode(scalar, to: charset) == bytes)
        #expect(iconv.decode(bytes, from: charset) == String(scalar))
    }

    @Test("a character outside the charset is nil, and the next one is right again")
    func missing() {
        let iconv = Iconv()
        #expect(iconv.encode("中", to: "CP437") == nil)
        #expect(iconv.encode("é", to: "CP437") == [0x82])
    }

    @Test("an unknown, empty or slashed charset name is nil", arguments: ["NO-SUCH", "", "CP437//TRANSLIT", "CP437/"])
    func unknown(charset: String) {
        let iconv = Iconv()
        #expect(!iconv.knows(charset))
        #expect(iconv.encode("A", to: charset) == nil)
        #expect(iconv.decode([0x41], from: charset) == nil)
    }

    @Test("truncated and invalid bytes are nil", arguments: [[0xD6], [0xFF, 0xFF], [0x81, 0x30, 0x8B]] as [[UInt8]])
    func invalid(bytes: [UInt8]) {
        #expect(Iconv().decode(bytes, from: "GB18030") == nil)
    }

    @Test("after closing it opens anew")
    func reopen() {
        let iconv = Iconv()
        #expect(iconv.encode("中", to: "GBK") == [0xD6, 0xD0])
        iconv.close()
        #expect(iconv.encode("中", to: "GBK") == [0xD6, 0xD0])
    }
}
