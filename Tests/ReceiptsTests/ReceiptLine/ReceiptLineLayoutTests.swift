import Testing

@testable import Receipts

@Suite("ReceiptLine on paper")
struct ReceiptLineLayoutTests {
    private func layout(_ text: String, columns: Int = 24, copy: Bool = false) -> ReceiptLayout {
        ReceiptLayout(receiptLine: ReceiptLineDocument(text), columns: columns, copy: copy)
    }

    private func paper(_ text: String, columns: Int = 24) -> [String] {
        ReceiptText.text(layout(text, columns: columns)).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map { String($0) }
    }

    @Test(
        "columns stand where they are drawn to",
        arguments: [
            ("abc", ["          abc"]), ("|abc", ["abc"]), ("abc|", ["                     abc"]),
            ("Milk | 3.50", ["Milk                3.50"]), ("a|b|c", ["      a    b    c"]),
            ("牛奶 | 3.50", ["牛奶                3.50"]),
            ("", []), ("\n", [""]), (#"a\n\nb"#, ["           a", "", "           b"]), (#"|a\n"#, ["a"]),
            ("-", ["------------------------"]), ("|a~~b~|", ["         a  b"]),
        ]
    )
    func alignment(text: String, lines: [String]) {
        #expect(paper(text) == lines)
    }

    @Test(
        "widths and borders are kept, and what is too much is taken from the widest column",
        arguments: [
            ("{w:4 6}\n|a |b |", ["      a    b"]), ("{w:4 6;a:left}\n|a |b |", ["a    b"]),
            ("{w:4 6;a:right;b:2}\n|a |b |", ["            a     b"]),
            ("{w:* 8}\n|a | b|", ["a                      b"]),
            ("{w:30 6}\na |b|", ["a                   b"]), ("{w:0 *}\na | b", ["                       b"]),
            ("{b:0}\n|a|b|", ["     a           b"]), ("{w:6;a:left}\n-", ["------"]),
            (
                "{w:4 4;a:right;b:line}\n|a|b|",
                ["             ┌────┬────┐", "             │ a  │ b  │", "             └────┴────┘"]
            ),
        ]
    )
    func widths(text: String, lines: [String]) {
        #expect(paper(text) == lines)
    }

    @Test("a border opens, is ruled and closes with its table")
    func frames() {
        let text = "{b:line;w:* 8}\n|Milk | 3.50|\n-\n|Sum | 3.50|\n---\n=\n|Next | 1|\n{b:space;w:auto}\nend"
        #expect(
            paper(text) == [
                "┌─────────────┬────────┐", "│Milk         │    3.50│", "├─────────────┼────────┤",
                "│Sum          │    3.50│", "└─────────────┴────────┘", "┌─────────────┬────────┐",
                "│Next         │       1│", "└─────────────┴────────┘", "          end",
            ]
        )
        #expect(paper("{b:line}\n{b:space}\n|a") == ["a"])
    }

    @Test(
        "text wraps where a reader expects it, and words too long wrap by character",
        arguments: [
            ("{w:8;a:left}\n|one two three", ["one two", "three"]),
            ("{w:4;a:left}\n|abcdefghij", ["abcd", "efgh", "ij"]),
            ("{w:6;a:left}\n|晨光加油站", ["晨光加", "油站"]), ("{w:5;a:left}\n|你好（测试）", ["你好", "（测", "试）"]),
            ("{w:4;a:left;t:nowrap}\n|abcdefghij", ["abcd"]),
            ("{w:4 4;a:left}\n|ab cd ef |x y |", ["ab   x y", "cd", "ef"]),
            ("{w:3;a:left}\n|~~~~~a", ["", "a"]),
        ]
    )
    func wrapping(text: String, lines: [String]) {
        #expect(paper(text) == lines)
    }

    @Test(
        "an amount is narrowed or gets a line of its own and is never broken",
        arguments: [
            ("{w:* 10}\n|Total | ^^^100.00|", ["Total             100.00"]),
            ("{w:* 5}\n|Sum |is 100.00 |", ["Sum                is", "                  100.00"]),
            ("{w:8;a:left}\n|to pay 1,234.50", ["to pay", "1,234.50"]), ("{w:4;a:left;t:nowrap}\n|a 1,234.50", ["a"]),
            ("{w:4;a:left}\n|a -￥1,234.50 b", ["a", "-￥1,234.50", "b"]),
            ("{w:3;a:left;b:line}\n|123.45", ["┌───┐", " 123.45", "└───┘"]),
        ]
    )
    func amounts(text: String, lines: [String]) {
        #expect(paper(text) == lines)
    }

    @Test("a double amount in ten cells keeps its height and loses its width")
    func narrowed() throws {
        guard case .line(let line) = try #require(layout("{w:* 10}\n|Total | ^^^100.00|").blocks.first) else {
            Issue.record("no line")
            return
        }
        let amount = try #require(line.runs.last)
        #expect(amount.text == "100.00" && amount.column == 18 && amount.span == 6)
        #expect(amount.style == TextStyle(heightScale: 2))
    }

    @Test("decorations are the styles of runs")
    func styles() throws {
        guard case .line(let line) = try #require(layout("|a_b_\"c\"`d`^e^^^f").blocks.first) else {
            Issue.record("no line")
            return
        }
        #expect(line.runs.map(\.text) == ["a", "b", "c", "d", "e", "f"])
        #expect(line.runs.map(\.column) == [0, 1, 2, 3, 4, 6])
        #expect(
            line.runs.map(\.style) == [
                .plain, TextStyle(underlined: true), TextStyle(bold: true), TextStyle(inverse: true),
                TextStyle(widthScale: 2), .double,
            ]
        )
    }

    @Test("every piece of paper is cut once, and a copy is marked on each and opens no drawer")
    func cuts() {
        let text = "a\n=\n=\n{x:drawer}\nb\n="
        #expect(layout(text).blocks.filter { $0 == .cut(.partial) }.count == 2)
        #expect(layout(text).blocks.contains(.drawer))
        #expect(layout("a").blocks.last == .cut(.partial))
        #expect(layout("").blocks.isEmpty)
        let copy = layout(text, copy: true)
        #expect(ReceiptText.text(copy).split(separator: "补打 COPY").count == 3)
        #expect(!copy.blocks.contains(.drawer))
    }

    @Test(
        "only the drawer and the beeper are commands",
        arguments: [
            ("drawer", LayoutBlock.drawer), ("beep", .beep), (#"\x1bp\x00\x19\xfa"#, .drawer),
            (#"\x1bB\x02\x03"#, .beep),
            (#"\x1b@"#, nil), (#"\x1dI1"#, nil), (#"\x1bp\x00\x19\xfa\x1b@"#, nil), ("Drawer", nil),
            (#"\x10\x04\x01"#, nil),
        ] as [(String, LayoutBlock?)]
    )
    func commands(command: String, block: LayoutBlock?) {
        let layout = layout("{x:\(command)}")
        #expect(layout.blocks == (block.map { [$0] } ?? []))
        #expect(layout.findings.isEmpty == (block != nil))
    }

    @Test("a symbol stands where its line is drawn to, with white around it and its text below")
    func symbols() throws {
        let code = layout("{o:code128,2,100,hri;c:A1}", columns: 48)
        guard case .symbol(let bars) = code.blocks[0], case .line(let text) = code.blocks[1] else {
            Issue.record("no symbol with its text")
            return
        }
        #expect(bars.moduleDots == 2 && bars.barHeight == 100 && bars.place.alignment == .centre)
        #expect(text.runs.map(\.text) == ["A1"] && text.runs.map(\.column) == [23])
        let square = layout("{o:qrcode 8}\n|{c:https://example.org/}", columns: 24)
        guard case .symbol(let qr) = square.blocks[1] else {
            Issue.record("no symbol")
            return
        }
        #expect(square.blocks[0] == .feed(dots: 32) && square.blocks[2] == .feed(dots: 32))
        #expect(qr.moduleDots == 8 && qr.place.alignment == .left && qr.place.column == 3)
    }

    @Test(
        "every kind of symbol is drawn, and the number of digits tells which is meant",
        arguments: [
            ("upc", "012345678905", Symbology.upcA), ("upc", "04252614", .upcE), ("ean", "4006381333931", .ean13),
            ("jan", "96385074", .ean8), ("code39", "*AB-1*", .code39), ("itf", "123456", .itf),
            ("nw7", "A1234B", .codabar), ("code93", "AB1", .code93), ("code128", "Ab1", .code128),
        ]
    )
    func symbologies(option: String, text: String, symbology: Symbology) throws {
        let layout = layout("{o:\(option) hri;c:\(text)}", columns: 48)
        guard case .symbol(let symbol) = layout.blocks.first else {
            Issue.record("no symbol: \(layout.findings)")
            return
        }
        #expect(symbol.symbology == symbology && layout.findings.isEmpty)
        #expect(layout.blocks.count == 3)
    }

    @Test(
        "QR symbols have the level asked for",
        arguments: [("l", QRLevel.low), ("m", .medium), ("q", .quartile), ("h", .high)]
    )
    func levels(option: String, level: QRLevel) {
        guard case .symbol(let symbol) = layout("{o:qrcode \(option);c:a}").blocks[1],
            case .qr(let content) = symbol.content
        else {
            Issue.record("no symbol")
            return
        }
        #expect(content.level == level)
    }

    @Test("a symbol that cannot be made is printed as text, with a finding")
    func impossibleSymbols() {
        let long = String(repeating: "a", count: 60)
        let bars = layout("\n{c:\(long)}")
        #expect(bars.findings.first?.description.hasPrefix("2:1: The Code 128 symbol does not fit") == true)
        #expect(ReceiptText.text(bars).contains("aaaaaaaaaaaaaaaaaaaaaaaa\n"))
        #expect(layout("{o:qrcode;c:\(String(repeating: "x", count: 8000))}").findings.count == 1)
    }

    @Test(
        "what is not printed is told",
        arguments: [
            ("{w:4}\na | 5.00", "2:5: This column is not printed"), ("{w:1;a:left}\n|中", "2:2: A character is wider"),
            ("|" + String(repeating: "9", count: 30), "1:2: An amount is wider"),
            ("{w:4;t:nowrap}\n|to 5.00", "2:2: An amount has no room"),
            ("1|2|3|4|5|6|7|8|9|10|11|12|13", "1:28: The paper has no room"),
            (#"{x:\x1b@}"#, "1:1: Commands of a device"),
        ]
    )
    func findings(text: String, finding: String) {
        #expect(layout(text).findings.first?.description.hasPrefix(finding) == true, "\(layout(text).findings)")
    }

    @Test("paper ends after ten metres")
    func longPaper() {
        let layout = layout(
            "{w:1;a:left}\n" + String(repeating: "|" + String(repeating: "a ", count: 1000) + "\n", count: 20)
        )
        #expect(layout.findings == [.markup(MarkupFinding(.paperTooLong, at: MarkupPosition(line: 4, column: 2)))])
        #expect(layout.blocks.reduce(0) { $0 + $1.height() } <= MarkupLayoutBuilder.mostDots + 200)
    }

    @Test("no run leaves the paper or covers another, whatever the text", arguments: 0..<8)
    func anything(seed: UInt64) {
        var random = Lottery(seed: seed)
        for _ in 0..<20 {
            let text = random.markup()
            for columns in [24, 33, 48, 96] {
                let layout = layout(text, columns: columns)
                for case .line(let line) in layout.blocks {
                    var end = 0
                    for run in line.runs {
                        let isPlaced =
                            run.column >= end
                            && !line.verticals.contains { $0 >= run.column && $0 < run.column + run.span }
                        #expect(isPlaced, "\(text.debugDescription) \(columns)")
                        #expect(layout.metrics.cells(run.text) * run.style.widthScale == run.span)
                        end = run.column + run.span
                    }
                    #expect(end <= columns, "\(text.debugDescription) \(columns)")
                }
                #expect(layout.blocks.isEmpty || layout.blocks.last?.isPrinted == false)
            }
        }
    }
}
