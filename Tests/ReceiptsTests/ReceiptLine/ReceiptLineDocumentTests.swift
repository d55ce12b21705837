import Testing

@testable import Receipts

@Suite("ReceiptLine as a tree")
struct ReceiptLineDocumentTests {
    private func columns(_ text: String) throws -> [MarkupColumn] {
        guard case .columns(let columns) = try #require(ReceiptLineDocument(text).lines.first).content else {
            Issue.record("“\(text)” has no columns")
            return []
        }
        return columns
    }

    private func property(_ text: String) throws -> MarkupProperty {
        guard case .property(let property) = try #require(ReceiptLineDocument(text).lines.first).content else {
            Issue.record("“\(text)” is no property")
            return MarkupProperty()
        }
        return property
    }

    @Test(
        "a column is drawn to the pipe it touches",
        arguments: [
            ("a", "c"), ("|a|", "c"), ("| a |", "c"), ("|a", "l"), ("|a |", "l"), ("a |", "l"), ("a|", "r"),
            ("| a|", "r"), ("| a", "r"), ("  a  ", "c"),
            ("a|b", "rl"), ("a |b", "ll"), ("a | b", "lr"), ("a| b", "rr"), ("|a|b|", "cc"), ("|a |b", "ll"),
            ("a|b|c", "rcl"), ("a | b | c", "lcr"), ("\ta\t|\tb", "lr"),
            ("|", "c"), ("||", "c"), ("|||", "cc"), ("| |", "c"), ("a||b", "rcl"), ("\n", "c"),
        ]
    )
    func alignment(text: String, alignments: String) throws {
        #expect(try String(columns(text).map { $0.alignment.rawValue.prefix(1) }.joined()) == alignments)
    }

    @Test("decorations hold from mark to mark and end with the column")
    func decorations() throws {
        let all = try columns("a _b\"c_d\"e`f` | g ^h^ ^^i^^^j")
        #expect(
            all[0].rows == [
                [
                    MarkupSpan("a "), MarkupSpan("b", MarkupStyle(underlined: true)),
                    MarkupSpan("c", MarkupStyle(underlined: true, emphasised: true)),
                    MarkupSpan("d", MarkupStyle(emphasised: true)), MarkupSpan("e"),
                    MarkupSpan("f", MarkupStyle(inverted: true)),
                ]
            ]
        )
        #expect(
            all[1].rows == [
                [
                    MarkupSpan("g "), MarkupSpan("h", MarkupStyle(size: 1)), MarkupSpan(" "),
                    MarkupSpan("i", MarkupStyle(size: 2)), MarkupSpan("j", MarkupStyle(size: 3)),
                ]
            ]
        )
        #expect(try columns("__a").first?.rows == [[MarkupSpan("a")]])
    }

    @Test(
        "carets are sizes",
        arguments: [(1, 2, 1), (2, 1, 2), (3, 2, 2), (4, 3, 3), (5, 4, 4), (6, 5, 5), (7, 6, 6), (9, 6, 6)]
    )
    func sizes(carets: Int, width: Int, height: Int) throws {
        let style = try #require(columns(String(repeating: "^", count: carets) + "a").first?.rows[0].first?.style)
        #expect(style.widthScale == width && style.heightScale == height)
    }

    @Test(
        "escapes stand for characters",
        arguments: [
            (#"a\|b\{c\}\\"#, #"a|b{c}\"#), (#"\-\=\~\_\"\`\^"#, "-=~_\"`^"), ("~a~b~", " a b "),
            (#"\x41\x7c\x5c\x7E\xa5"#, #"A|\~¥"#), (#"a\x07\x1b\x7f\x9bb"#, "ab"), ("a\u{1B}\u{7}\u{9B}\tb", "ab"),
            (#"a\qb"#, "ab"), (#"a\中b"#, "ab"), (#"a\"#, "a"), (#"a\xg1b"#, "ag1b"), (#"\-"#, "-"), (#"\=="#, "=="),
        ]
    )
    func escapes(text: String, meant: String) throws {
        #expect(try columns(text).first?.rows == [[MarkupSpan(meant)]])
    }

    @Test("a line is broken by hand, and the decoration goes on")
    func manualBreak() throws {
        #expect(
            try columns(#"a"b\nc"#).first?.rows == [
                [MarkupSpan("a"), MarkupSpan("b", MarkupStyle(emphasised: true))],
                [MarkupSpan("c", MarkupStyle(emphasised: true))],
            ]
        )
    }

    @Test(
        "rules and cuts stand alone",
        arguments: [
            ("-", MarkupContent.rule), ("------", .rule), ("  --  ", .rule), ("=", .cut), ("===", .cut), ("|-|", .rule),
        ]
    )
    func marks(text: String, content: MarkupContent) {
        #expect(ReceiptLineDocument(text).lines.map(\.content) == [content])
    }

    @Test("hyphens beside other columns or characters are text", arguments: ["-|-", "-=", "- -", #"\--"#, "--a"])
    func hyphens(text: String) throws {
        #expect(try !columns(text).isEmpty)
    }

    @Test("every property has a long and a short name")
    func properties() throws {
        let long = try property(
            "{ width: * 10,5 ; border: LINE; text:nowrap; align : right; option: qrcode,5,H; code: a\\;b\\n\\x41;"
                + " image: AAEC; command: \\x1bp; comment: 1:2 }"
        )
        #expect(
            long
                == (try property(
                    "{w:* 10,5;b:line;t:nowrap;a:right;o:h 5 qrcode;c:a\\;b\\n\\x41;i:AAEC;x:\\x1bp;_:1:2}"
                ))
        )
        #expect(long.widths == [.share, .cells(10), .cells(5)])
        #expect(long.border == .line && long.wraps == false && long.lineAlignment == .right)
        #expect(long.options?.symbology == .qrcode && long.options?.cellSize == 5 && long.options?.level == .h)
        #expect(long.code == "a;b\nA" && long.command == "\u{1B}p" && long.comment == "1:2")
        #expect(long.image == [0, 1, 2])
    }

    @Test(
        "options are symbols, sizes and text",
        arguments: [
            ("upc", "upc 2 72 3 l no"), ("JAN, hri", "ean 2 72 3 l hri"), ("nw7 4 240", "codabar 4 240 4 l no"),
            ("itf 24", "itf 2 24 3 l no"), ("code93 3 nohri m", "code93 3 72 3 m no"),
            ("qrcode 8 q", "qrcode 2 72 8 q no"),
            ("2 3", "code128 2 72 3 l no"), ("5 4", "code128 4 72 5 l no"),
        ]
    )
    func options(text: String, meant: String) throws {
        let options = try #require(property("{option:\(text)}").options)
        let found = [
            options.symbology.rawValue, String(options.moduleWidth), String(options.height), String(options.cellSize),
            options.level.rawValue, options.hasText ? "hri" : "no",
        ]
        #expect(found.joined(separator: " ") == meant)
    }

    @Test(
        "borders and widths",
        arguments: [
            ("{b:space}", MarkupBorder.space(1)), ("{b:none}", .space(0)), ("{b:2}", .space(2)), ("{b:line}", .line),
            ("{b:3}", .space(1)), ("{b:thick}", .space(1)),
        ]
    )
    func borders(text: String, border: MarkupBorder) throws {
        #expect(try property(text).border == border)
    }

    @Test("widths are auto, shares and cells; nonsense hides nothing")
    func widths() throws {
        #expect(try property("{w:auto}").widths == [])
        #expect(try property("{w:3 auto}").widths == [])
        #expect(
            try property("{w: 0, 999999999999999999999999 x -1}").widths == [.cells(0), .cells(255), .share, .share]
        )
    }

    @Test("a symbol is drawn to the pipe of its line")
    func symbolAlignment() throws {
        #expect(try property("{c:1}").alignment == .center)
        #expect(try property("|{c:1}").alignment == .left)
        #expect(try property("{c:1}|").alignment == .right)
    }

    @Test("lines end as on any system, and the last end begins no line")
    func lineEnds() {
        let document = ReceiptLineDocument("\u{FEFF}a\r\nb\rc\n\nd\n")
        #expect(document.lines.map(\.number) == [1, 2, 3, 4, 5])
        #expect(document.text == "a\nb\nc\n\nd\n")
        #expect(ReceiptLineDocument("").lines.isEmpty)
    }

    @Test(
        "what is malformed is told with its place",
        arguments: [
            ("a\n {b", "2:2: This brace belongs"), ("中文}", "1:3: This brace"),
            ("a | {c:1}", "1:5: A property must stand"),
            ("{c:1;  colour: red}", "1:8: There is no property “colour”"), ("{中:1; x}", "1:2: A property is written"),
            ("{c:1; x}", "1:7: A property is written"), ("{;;c:1;x:}", "1:8: A property is written"),
            (#"中\q"#, "1:2: This escape"), (#"a|b\xz"#, "1:4: \\x needs"), ("{a:top}", "1:2: The value of align"),
            ("{w:a}", "1:2: The value of width"), ("{t:no}", "1:2: The value of text"),
            ("{o:code11}", "1:2: There is no option “code11”"),
            ("{o:9}", "1:2: There is no option “9”"), ("{i:***}", "1:2: An image is"),
            ("{b:9}", "1:2: The value of border"),
            ("{c:a|b}", "1:1: This brace"),
        ]
    )
    func findings(text: String, finding: String) throws {
        let first = try #require(ReceiptLineDocument(text).findings.first)
        #expect(first.description.hasPrefix(finding), "\(first)")
    }

    @Test("a malformed line is printed as it stands")
    func malformedIsPrinted() throws {
        #expect(try columns("Total {x | 5.00").map { $0.rows[0].map(\.text) } == [["Total {x"], ["5.00"]])
        #expect(try columns("a | {c:1}").map { $0.rows[0].map(\.text) } == [["a"], ["{c:1}"]])
        #expect(ReceiptLineDocument("a | {c:1}").findings.count == 1)
    }

    @Test("a text that is too long ends with its last whole line")
    func tooLong() {
        let line = String(repeating: "a", count: 1023) + "\n"
        let whole = ReceiptLineDocument(String(repeating: line, count: 256))
        #expect(whole.lines.count == 256 && whole.findings.isEmpty)
        let more = ReceiptLineDocument(String(repeating: line, count: 256) + "中")
        #expect(more.lines.count == 256 && more.findings.map(\.kind) == [.tooLong])
        let many = ReceiptLineDocument(String(repeating: "\n", count: ReceiptLineDocument.mostLines + 1))
        #expect(many.lines.count == ReceiptLineDocument.mostLines && many.findings.map(\.kind) == [.tooLong])
        #expect(ReceiptLineDocument(String(repeating: "{", count: 300_000)).lines.isEmpty)
    }

    @Test("a text of mistakes is told by the first ones")
    func manyFindings() {
        #expect(ReceiptLineDocument(String(repeating: "}", count: 200_000)).findings.count == MarkupFindings.most)
    }

    @Test(
        "base64 is read with space and without padding, and never otherwise",
        arguments: [
            ("AA==", [0]), ("AA", [0]), ("AAE=", [0, 1]), ("AAE", [0, 1]), ("AA EC\n", [0, 1, 2]),
            ("+/8=", [251, 255]),
            ("", nil), ("A", nil), ("AA=A", nil), ("AAAA=", nil), ("AA*A", nil), ("====", nil), ("AAE==", nil),
        ] as [(String, [UInt8]?)]
    )
    func base64(text: String, bytes: [UInt8]?) {
        #expect(MarkupBase64.decoded(text) == bytes)
        if let bytes {
            #expect(MarkupBase64.decoded(MarkupBase64.encoded(bytes)) == bytes)
        }
    }

    @Test("any text has a tree, and the tree as text has the same tree without findings", arguments: 0..<10)
    func writing(seed: UInt64) {
        var random = Lottery(seed: seed)
        for _ in 0..<100 {
            let text = random.markup()
            let document = ReceiptLineDocument(text)
            let written = ReceiptLineDocument(document.text)
            let isSame = written.lines.map(\.content) == document.lines.map(\.content) && written.findings.isEmpty
            #expect(isSame, "\(text.debugDescription)")
        }
    }
}
