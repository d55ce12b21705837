import Domain
import Testing

@testable import Receipts

@Suite("Templates")
struct ReceiptTemplateTests {
    private func template(_ text: String, _ kind: ReceiptTemplateKind = .sale) throws -> ReceiptTemplate {
        try ReceiptTemplate(Array(text.utf8), kind: kind)
    }

    private func mistakes(_ text: String, _ kind: ReceiptTemplateKind = .sale) -> [String] {
        do throws(TemplateMistakes) {
            _ = try ReceiptTemplate(Array(text.utf8), kind: kind)
            return []
        } catch {
            return error.all.map(\.description)
        }
    }

    @Test(
        "values, lists and absences are filled in",
        arguments: [
            ("a {{total}} b", "a 5.00 b"), ("{{ total }}", "5.00"), ("{{member}}|{{tier}}", "M|"),
            ("{{#items}}{{name}},{{/items}}", "tea,milk,"),
            ("{{#member}}yes{{/member}}{{^member}}no{{/member}}", "yes"),
            ("{{#tier}}yes{{/tier}}{{^tier}}no{{/tier}}", "no"), ("{{^messages}}none{{/messages}}", "none"),
            ("{{#items}}\n{{name}} | {{total}}\n{{/items}}\nend", "tea | 5.00\nmilk | 5.00\nend"),
            ("  {{#member}}  \r\nx\r\n{{/member}}\r\n", "x\n"),
            ("{{#items}}{{#price}}{{price}} {{/price}}{{/items}}", "1.00 "),
            (#"\{{"#, #"\{{"#), ("{{#items}}{{^price}}free{{/price}}{{/items}}", "free"),
        ]
    )
    func filling(text: String, filled: String) throws {
        let values = TemplateValues(
            values: ["total": "5.00", "member": "M"],
            lists: ["items": [["name": "tea", "price": "1.00"], ["name": "milk"]], "messages": []]
        )
        guard text != #"\{{"# else {
            #expect(mistakes(text).count == 1)
            return
        }
        #expect(try template(text).text(values) == filled)
    }

    @Test(
        "a value is text, whatever it holds and wherever it stands",
        arguments: [
            "---", "===", "{c:1}", "{command:drawer}", "a|b|c", "_x_", "\"x\"", "`x`", "^^^x", "~", #"\n"#, #"\x41"#,
            "{{total}}",
            "a;b:c", "  x  ", "\\", "a\nb", "-12.00",
        ]
    )
    func escaping(value: String) throws {
        let text = try template("|{{member}}\n{comment:{{member}};code:1}").text(
            TemplateValues(values: ["member": value])
        )
        let document = ReceiptLineDocument(text)
        #expect(document.lines.count == 2 && document.findings.isEmpty)
        let meant = value.replacing("\n", with: " ")
        guard case .columns(let columns) = document.lines[0].content,
            case .property(let property) = document.lines[1].content
        else {
            Issue.record("not a column and a property: \(text)")
            return
        }
        #expect(columns.map(\.rows) == [[[MarkupSpan(meant)]]])
        #expect(property.comment == meant && property.code == "1" && property.command == nil)
    }

    @Test(
        "mistakes are told with their places",
        arguments: [
            ("a\n {{totl}}", ["2:2: there is no placeholder “totl” here"]),
            ("{{price}}", ["1:1: there is no placeholder “price” here"]),
            ("{{#items}}", ["1:1: the section “items” is not closed: write {{/items}}"]),
            ("{{/items}}", ["1:1: the section “items” was not opened"]),
            ("中{{#member}}{{/total}}{{/member}}", ["1:13: “member” must be closed before “total”"]),
            ("{{items}}", ["1:1: “items” is a list: write {{#items}} … {{/items}}"]),
            (
                "{{#items}}{{#tenders}}{{/tenders}}{{/items}}",
                ["1:11: “tenders” is a list and cannot stand within another one"]
            ),
            ("{{total", ["1:1: a placeholder is written {{name}}, on one line"]),
            ("{{}}", ["1:1: a placeholder is written {{name}}, on one line"]),
            ("{{a b}}", ["1:1: a placeholder is written {{name}}, on one line"]),
            (
                "{{x\n}}{colour:1}",
                [
                    "1:1: a placeholder is written {{name}}, on one line",
                    "2:1: This brace belongs to no property and is printed: write \\{ or \\}.",
                    "2:2: This brace belongs to no property and is printed: write \\{ or \\}.",
                    "2:3: This brace belongs to no property and is printed: write \\{ or \\}.",
                    "2:12: This brace belongs to no property and is printed: write \\{ or \\}.",
                ]
            ),
            (
                "{{total}}\n{x:\\x1b@}",
                [
                    "2:1: Commands of a device are not passed on; only the drawer and the beeper can be used: write drawer or beep."
                ]
            ),
        ]
    )
    func told(text: String, expected: [String]) {
        #expect(mistakes(text) == expected)
    }

    @Test("each kind has placeholders of its own")
    func kinds() {
        #expect(mistakes("{{code}}", .pairing).isEmpty)
        #expect(mistakes("{{code}}", .sale).count == 1)
        #expect(mistakes("{{#devices}}{{state}}{{/devices}}", .diagnosis).isEmpty)
        #expect(
            mistakes(String(repeating: "{{#total}}", count: 9) + String(repeating: "{{/total}}", count: 8)).first?
                .contains("deeper") == true
        )
        #expect(mistakes(String(repeating: "a", count: 65 * 1024)) == ["1:1: a template has at most 64 KiB"])
        #expect(throws: TemplateMistakes.self) { try ReceiptTemplate([0xFF], kind: .sale) }
        #expect(mistakes(String(repeating: "{{x}}", count: 5_000)).count == 32)
    }

    @Test("a long list on a long template ends in time and within a text's length")
    func bounded() throws {
        let long = "{{#items}}" + String(repeating: "a{{total}}", count: 3_000) + "{{/items}}"
        let text = try template(long).text(
            TemplateValues(values: ["total": "5"], lists: ["items": Array(repeating: [:], count: 500)])
        )
        #expect(text.utf8.count <= ReceiptLineDocument.mostBytes + 8)
    }

    @Test("a receipt is laid out by the shop's template, in its own language, and a copy is marked")
    func receipts() throws {
        var receipt = Receipt(kind: .sale, language: .english)
        receipt.lines = [ReceiptItem(name: "Tea_|", quantity: 2000, unitPrice: 150, amount: 300)]
        receipt.tenders = [ReceiptTender(kind: "cash", amount: 300, reference: nil)]
        receipt.total = 300
        receipt.openDrawer = true
        var templates = ReceiptTemplates()
        let text =
            "{{title}}\n{{#items}}\n{{name}} | {{quantity}} x {{price}} | {{amount}}\n{{/items}}\n{{#tenders}}\n{{name}} | {{amount}}\n{{/tenders}}\n"
        templates.add(try template(text))
        let paper = try ReceiptRenderer.layout(document: receipt.json, columns: 32, copy: false, templates: templates)
        #expect(
            ReceiptText.text(paper)
                == "              SALE\nTea_|       2 x 1.50        3.00\nCash                       ¥3.00\n"
        )
        #expect(Array(paper.blocks.suffix(2)) == [.cut(.partial), .drawer])
        let copy = try ReceiptRenderer.layout(document: receipt.json, columns: 32, copy: true, templates: templates)
        #expect(ReceiptText.text(copy).contains("COPY") && !copy.blocks.contains(.drawer))
        receipt.kind = .refund
        let other = try ReceiptRenderer.text(document: receipt.json, columns: 32, copy: false, templates: templates)
        #expect(other == ReceiptText.text(ReceiptLayout(receipt, columns: 32)))
    }

    @Test(
        "forms are built in, in both languages",
        arguments: [ReceiptTemplateKind.shift, .diagnosis, .pairing],
        Receipt.Language.allCases
    )
    func forms(kind: ReceiptTemplateKind, language: Receipt.Language) throws {
        let text = try #require(BuiltInForms.text(of: kind, language))
        #expect(mistakes(text, kind).isEmpty)
        let names = kind.vocabulary.values.map { ($0, $0 == "code" ? "123456" : "v-" + $0) }
        let lists = kind.vocabulary.lists.mapValues { fields in
            [Dictionary(uniqueKeysWithValues: fields.map { ($0, "f-" + $0) })]
        }
        let values = TemplateValues(values: Dictionary(uniqueKeysWithValues: names), lists: lists)
        let form = ReceiptForm(kind: kind, language: language, values: values)
        let document = ReceiptDocument.form(form)
        #expect(try ReceiptDocument(json: document.json) == document)
        let layout = try ReceiptRenderer.layout(document: document.json, columns: 42, copy: false)
        let paper = ReceiptText.text(layout)
        #expect(layout.findings.isEmpty)
        #expect(kind != .pairing || paper.contains("123456"))
        #expect(kind != .shift || paper.contains("v-cashier") && paper.contains("f-count"))
        #expect(kind != .diagnosis || paper.contains("f-state") && paper.contains("f-text"))
    }

    @Test(
        "forms are read strictly",
        arguments: [
            (["form": "sale", "values": [:]], "form"), (["form": "pairing"], "values"),
            (["form": "pairing", "values": ["cod": "1"]], "values.cod"),
            (["form": "shift", "values": ["tenders": [["x": "1"]]]], "values.tenders[0].x"),
            (["form": "pairing", "values": ["code": 1]], "values.code"),
        ] as [(JSONValue, String)]
    )
    func strict(json: JSONValue, subject: String) {
        #expect(throws: Problem.self) { try ReceiptDocument(json: json) }
        #expect((#expect(throws: Problem.self) { try ReceiptDocument(json: json) })?.subject == subject)
    }

    @Test("any text is a template or a list of mistakes, and a template fills in with any values", arguments: 0..<10)
    func anything(seed: UInt64) throws {
        var random = Lottery(seed: seed)
        for _ in 0..<50 {
            let tags = ["{{total}}", "{{#items}}", "{{/items}}", "{{name}}", "{{^member}}", "{{/member}}", "{{", "}}"]
            let text = (0..<6).reduce(into: "") { text, _ in
                text += random.markup() + (tags.randomElement(using: &random) ?? "")
            }
            guard let template = try? template(text) else {
                continue
            }
            let value = random.markup()
            let filled = template.text(TemplateValues(values: ["total": value], lists: ["items": [["name": value]]]))
            let lines = ReceiptLineDocument(filled).lines.count
            let plain = template.text(TemplateValues(values: ["total": "0"], lists: ["items": [["name": "0"]]]))
            #expect(ReceiptLineDocument(plain).lines.count == lines, "\(text.debugDescription)")
        }
    }
}
