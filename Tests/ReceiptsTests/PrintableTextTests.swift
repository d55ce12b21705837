import Testing

@testable import Receipts

@Suite("Printable text")
struct PrintableTextTests {
    @Test(
        "what nobody may print is gone, letters are composed, the rest stays",
        arguments: [
            ("plain", "plain"), ("a\tb\r\nc\nd", "a b c d"), ("\u{1B}@x\u{10}\u{4}\u{1}", "@x"),
            ("cafe\u{301}", "café"),
            ("и\u{306}", "й"), ("12\u{202E}34\u{202C}", "1234"), ("晨\u{200B}光", "晨光"), ("\u{FEFF}A\u{AD}B", "AB"),
            ("👩\u{200D}💻", "👩💻"), ("½ €", "½ €"), ("\u{E000}", ""), ("q\u{301}", "q\u{301}"),
        ]
    )
    func clean(text: String, result: String) {
        #expect(Array(PrintableText.clean(text).unicodeScalars) == Array(result.unicodeScalars))
    }
}
