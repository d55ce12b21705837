import Testing

@testable import HID

@Suite("GS1 Digital Link")
struct DigitalLinkTests {
    private func read(_ text: String) throws(GS1Error) -> String {
        try GS1Message(link: Array(text.utf8)).elements.map { "(\($0.identifier))\($0.value)" }.joined()
    }

    @Test(
        "keys, qualifiers and attributes are read",
        arguments: [
            ("https://id.gs1.org/01/09506000134352", "(01)09506000134352"),
            (
                "https://example.com/01/09506000134352/10/ABC1/21/12345?17=240426",
                "(01)09506000134352(10)ABC1(21)12345(17)240426"
            ),
            (
                "https://example.com/some/path/01/09506000134352/22/2A/10/ABC123/21/XYZ",
                "(01)09506000134352(22)2A(10)ABC123(21)XYZ"
            ),
            ("HTTPS://EXAMPLE.COM/01/09506000134352/21/1", "(01)09506000134352(21)1"),
            ("http://example.com:8080/8018/401234567890123450/8019/3", "(8018)401234567890123450(8019)3"),
            ("https://example.com/8017/401234567890123450", "(8017)401234567890123450"),
            ("https://example.com/255/9520123456788000001?3901=12", "(255)9520123456788000001(3901)12"),
            ("https://example.com/01/9506000134352", "(01)09506000134352"),
            ("https://example.com/01/96385074", "(01)00000096385074"),
            ("https://example.com/414/9520123456788/254/32a%2Fb", "(414)9520123456788(254)32a/b"),
            (
                "https://example.com/00/006141411234567890?02=09506000134352&37=25&10=1%262",
                "(00)006141411234567890(02)09506000134352(37)25(10)1&2"
            ),
            ("https://example.com/01/09506000134352?utm=x&17=240426&linkType=all", "(01)09506000134352(17)240426"),
            ("https://example.com/01/09506000134352;?17=240426;15=240400", ""),
            (
                "https://example.com/01/09506000134352?17=240426;15=240400#part",
                "(01)09506000134352(17)240426(15)240400"
            ),
            ("https://example.com/01/09506000134352/235/X1", "(01)09506000134352(235)X1"),
            ("https://example.com/01/09506000134352?4300=A+B", ""),
            ("https://example.com/01/09506000134352?4300=A%2520B", "(01)09506000134352(4300)A%20B"),
        ]
    )
    func links(text: String, expected: String) throws {
        if expected.isEmpty {
            #expect(throws: GS1Error.self) { try read(text) }
        } else {
            #expect(try read(text) == expected)
        }
    }

    @Test(
        "faults have their reason and place",
        arguments: [
            ("HtTps://example.com/01/09506000134352", GS1Error(.notALink, at: 0)),
            ("ftp://example.com/01/1", GS1Error(.notALink, at: 0)),
            ("https://", GS1Error(.noKey, at: 8)), ("https:///01/09506000134352", GS1Error(.noKey, at: 8)),
            ("https://example.com", GS1Error(.noKey, at: 8)), ("https://example.com/", GS1Error(.noKey, at: 20)),
            ("https://example.com/about", GS1Error(.noKey, at: 20)),
            ("https://example.com/10/ABC", GS1Error(.noKey, at: 20)),
            ("https://example.com/?01=09506000134352", GS1Error(.noKey, at: 20)),
            ("https://example.com/01/09506000134352/", GS1Error(.noKey, at: 20)),
            ("https://example.com/01/09506000134353", GS1Error(.wrongCheckDigit, at: 23, identifier: "01")),
            ("https://example.com/01/09506000134352/21/A/10/B", GS1Error(.wrongQualifier, at: 41, identifier: "21")),
            ("https://example.com/01/09506000134352/235/A/10/B", GS1Error(.wrongQualifier, at: 42, identifier: "235")),
            ("https://example.com/8018/401234567890123450/10/B", GS1Error(.wrongQualifier, at: 47, identifier: "10")),
            ("https://example.com/01/09506000134352?21=A", GS1Error(.wrongAttribute, at: 38, identifier: "21")),
            ("https://example.com/01/09506000134352?10=A", GS1Error(.wrongAttribute, at: 38, identifier: "10")),
            ("https://example.com/01/09506000134352?04=1", GS1Error(.unknownIdentifier, at: 38)),
            ("https://example.com/01/09506000134352?010=1", GS1Error(.unknownIdentifier, at: 38)),
            ("https://example.com/01/09506000134352/10/%4", GS1Error(.wrongEncoding, at: 41, identifier: "10")),
            ("https://example.com/01/09506000134352/10/%00", GS1Error(.wrongCharacter, at: 41, identifier: "10")),
            ("https://example.com/01/09506000134352/10/", GS1Error(.tooShort, at: 41, identifier: "10")),
            ("https://example.com/01/09506000134352?17=", GS1Error(.tooShort, at: 41, identifier: "17")),
            (
                "https://example.com/01/09506000134352?17=240426&17=240427",
                GS1Error(.repeated, at: 51, identifier: "17")
            ),
            ("https://example.com/01/0950 6000134352", GS1Error(.wrongCharacter, at: 27)),
        ]
    )
    func faults(text: String, error: GS1Error) {
        #expect(throws: error) { try read(text) }
    }

    @Test(
        "the compressed form is recognised and refused",
        arguments: [
            ("https://example.com/AQnO2IRCICDKWcnpqQtCQiJABemo", true),
            ("https://example.com/01/09506000134352/IQd5VZhqEkJEfA", true),
            ("https://example.com/products/summer2024", false), ("https://example.com/Ab", false),
        ]
    )
    func compressed(text: String, isCompressed: Bool) throws {
        let error = #expect(throws: GS1Error.self) { try read(text) }
        #expect(error?.reason == (isCompressed ? .compressed : .noKey))
    }

    @Test("more than is taken is refused at once")
    func tooMuch() {
        let text = "https://example.com/01/09506000134352?x=" + String(repeating: "a", count: 500)
        #expect(throws: GS1Error(.tooMuch, at: 512)) { try read(text) }
    }

    @Test("every beginning of a good address is an error or a shorter address")
    func truncated() {
        let whole = "https://example.com/01/09506000134352/10/ABC/21/12%2F3?17=240426&3103=000125"
        for length in 0..<whole.utf8.count {
            guard let shown = try? read(String(whole.prefix(length))) else {
                continue
            }
            #expect(shown.hasPrefix("(01)09506000134352"))
        }
    }

    @Test("random addresses never trap")
    func random() {
        var noise = Noise(seed: 13)
        let pieces = [
            "/", "01", "09506000134352", "?", "&", "=", "10", "%", "2F", "#", "8018", "401234567890123450", "AQnO2IRC",
            ";", "\u{1D}", "é",
        ]
        for _ in 0..<5000 {
            let text =
                "https://e"
                + (0..<noise.number(below: 12)).map { _ in pieces[noise.number(below: pieces.count)] }.joined()
            _ = try? read(text)
        }
    }
}
