import Domain
import Testing

@Suite("JSON")
struct JSONReaderTests {
    @Test(
        "strict JSON is read and written back to the letter",
        arguments: [
            "null", "true", "-12", "9223372036854775807", "9223372036854775808", "0.5", "1e9", "\"\"", "[]", "{}",
            "[1,[2,{\"a\":null}]]", "{\"b\":1,\"a\":\"é中\\n\\\"\"}",
        ]
    )
    func roundTrip(text: String) throws {
        #expect(JSONWriter.text(try JSONReader.read(text)) == text)
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", "1:1"), ("{", "1:2"), ("[1,]", "1:4"), ("{\"a\":1,\"a\":2}", "1:8"), ("[1 2]", "1:4"), ("01", "1:1"),
            ("\"a\nb\"", "1:1"), ("\"\\ud800\"", "1:2"), ("1 1", "1:3"), ("nul", "1:1"), ("[\n  1,\n  x\n]", "3:3"),
            ("// a\n1", "1:1"), ("'a'", "1:1"), ("+1", "1:1"), ("\"\\x41\"", "1:2"),
            ("\u{0B}1", "1:1"), ("[1,\u{0C}2]", "1:4"), ("\u{A0}1", "1:1"),
        ]
    )
    func refused(text: String, place: String) {
        #expect { try JSONReader.read(text) } throws: { error in
            (error as? JSONReadError)?.position.description == place
        }
    }

    @Test("JSON5 may have comments, bare keys, single quotes, trailing commas and hexadecimal numbers")
    func json5() throws {
        let text = """
            // shop
            { station: 'a\\
            b', /* ports */ port: 0x1F, list: [+1, .5, 2.,], "名": Infinity, }
            """
        let value = try JSONReader.read(text, dialect: .json5)
        #expect(value["station"] == "ab")
        #expect(value["port"] == 31)
        #expect(value["list"] == [1, .number(".5"), .number("2.")])
        #expect(value["名"] == .number("Infinity"))
    }

    @Test(
        "JSON5 knows the spaces that Chinese keyboards and web pages make",
        arguments: ["\u{3000}", "\u{A0}", "\u{2003}", "\u{FEFF}", "\u{2028}", "\u{0B}"]
    )
    func spaces(space: String) throws {
        let value = try JSONReader.read("{\(space)a\(space):\(space)1\(space)}", dialect: .json5)
        #expect(value == ["a": 1])
    }

    @Test("bytes that are not UTF-8, nesting without end and long texts are errors, not traps")
    func hostile() {
        #expect(throws: JSONReadError.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONReadError.self) { try JSONReader.read([0x22, 0xED, 0xA0, 0x80, 0x22]) }
        #expect(throws: JSONReadError.self) { try JSONReader.read(Array(repeating: 0x5B, count: 100_000)) }
        #expect(throws: JSONReadError.self) {
            try JSONReader.read(Array(repeating: 0x20, count: 11), limits: .init(bytes: 10))
        }
    }

    @Test("ten thousand random texts never trap")
    func random() {
        var state: UInt64 = 7
        let alphabet = Array("{}[]:,\"'\\u0041dtrufalsn-+.eEx/* \n\u{7f}".utf8) + [0xC3, 0xA9, 0xFF]
        for _ in 0..<10_000 {
            var text: [UInt8] = []
            for _ in 0..<(state % 40) {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            if let value = try? JSONReader.read(text, dialect: .json5) {
                _ = JSONWriter.write(value)
            }
            _ = try? JSONReader.readWithPositions(text)
        }
    }

    @Test("positions of keys and values are kept")
    func positions() throws {
        let node = try JSONReader.readWithPositions(Array("{\n  a: [1,\n 2]}".utf8))
        guard case .object(let members) = node.content, case .array(let elements) = members[0].node.content else {
            Issue.record("an object with a list was read")
            return
        }
        #expect(members[0].keyPosition.description == "2:3")
        #expect(elements[1].position.description == "3:2")
    }
}
