/// The papers that are no receipts, as every shop has them without writing a template.
enum BuiltInForms {
    /// Nil for the kinds of receipts.
    static func template(of kind: ReceiptTemplateKind, _ language: Receipt.Language) -> ReceiptTemplate? {
        text(of: kind, language).flatMap { try? ReceiptTemplate(Array($0.utf8), kind: kind) }
    }

    static func text(of kind: ReceiptTemplateKind, _ language: Receipt.Language) -> String? {
        switch (kind, language) {
        case (.shift, .chinese): shift(title: "交班报表", ("通道", "收银台", "收银员"), ("开班", "交班"), ("业务", "收款", "合计", "未完结"))
        case (.shift, .english):
            shift(
                title: "SHIFT REPORT",
                ("Lane", "Till", "Cashier"),
                ("Opened", "Closed"),
                ("Operations", "Tenders", "TOTAL", "Without an end yet")
            )
        case (.diagnosis, .chinese):
            diagnosis(
                title: "设备诊断",
                ("站点", "通道", "时间", "核心"),
                ("设备", "问题", "累计"),
                PrinterWords(
                    printer: "打印机",
                    profile: "型号配置",
                    abilities: "能力",
                    codePages: "代码页",
                    charset: "汉字字库",
                    styles: ("加粗", "下划线", "反白", "倍宽", "倍高", "四倍"),
                    symbols: "条码",
                    picture: "图像"
                )
            )
        case (.diagnosis, .english):
            diagnosis(
                title: "DEVICE DIAGNOSIS",
                ("Station", "Lane", "Time", "Core"),
                ("Devices", "Problems", "Statistics"),
                PrinterWords(
                    printer: "Printer",
                    profile: "Profile",
                    abilities: "Found",
                    codePages: "Code pages",
                    charset: "Han font",
                    styles: ("bold", "underlined", "inverse", "wide", "high", "double"),
                    symbols: "Symbols",
                    picture: "Picture"
                )
            )
        case (.pairing, .chinese):
            pairing(title: "配对码", ("站点", "通道", "收银台", "有效至"), hint: "请在收银机上输入此码。勿告诉他人。")
        case (.pairing, .english):
            pairing(
                title: "PAIRING CODE",
                ("Station", "Lane", "Till", "Valid until"),
                hint: "Type this code at the till. Show it to nobody else."
            )
        default: nil
        }
    }

    private static func field(_ label: String, _ name: String) -> String {
        "{{#\(name)}}\n\(label) | {{\(name)}}\n{{/\(name)}}\n"
    }

    private static func head(_ title: String) -> String {
        "{{#merchant}}\n\"{{merchant}}\"\n{{/merchant}}\n^^^\(title)\n---\n"
    }

    /// A list with its heading, only if there is anything in it.
    private static func list(_ heading: String, _ name: String, _ line: String) -> String {
        "{{#\(name)}}\n\(line)\n{{/\(name)}}\n{{^\(name)}}\n\(heading) | \\-\n{{/\(name)}}\n---\n"
    }

    private static func shift(
        title: String,
        _ place: (lane: String, till: String, cashier: String),
        _ time: (opened: String, closed: String),
        _ figures: (operations: String, tenders: String, total: String, open: String)
    ) -> String {
        head(title) + field(place.lane, "lane") + field(place.till, "till") + field(place.cashier, "cashier")
            + field(time.opened, "opened") + field(time.closed, "closed") + "---\n"
            + list(figures.operations, "operations", "{{name}} | {{count}} | {{amount}}")
            + list(figures.tenders, "tenders", "{{name}} | {{count}} | {{amount}}")
            + "{{#total}}\n\"\(figures.total)\" | ^^^{{total}}\n{{/total}}\n" + field(figures.open, "open")
    }

    /// The words of a printer's test page.
    private struct PrinterWords {
        let printer: String
        let profile: String
        let abilities: String
        let codePages: String
        let charset: String
        let styles: (bold: String, underlined: String, inverse: String, wide: String, high: String, double: String)
        let symbols: String
        let picture: String
    }

    private static func diagnosis(
        title: String,
        _ facts: (station: String, lane: String, time: String, core: String),
        _ lists: (devices: String, problems: String, statistics: String),
        _ words: PrinterWords
    ) -> String {
        head(title) + field(facts.station, "station") + field(facts.lane, "lane") + field(facts.time, "time")
            + field(facts.core, "core")
            + list(lists.devices, "devices", "{{name}} | {{state}}")
            + list(lists.problems, "problems", "|{{text}}") + "{{#printer}}\n" + testPage(words)
            + "|\(lists.statistics)\n{{/printer}}\n"
            + "{{#statistics}}\n{{name}} | {{value}}\n{{/statistics}}\n"
    }

    /// What shows whether a printer prints as its profile says.
    private static func testPage(_ words: PrinterWords) -> String {
        let styles = words.styles
        return "|\(words.printer) {{printer}}\n|\(words.profile) {{profile}}\n"
            + "{{#abilities}}\n{{name}} | {{value}}\n{{/abilities}}\n---\n"
            + "{{ruler}}\n---\n"
            + "|\"\(words.codePages)\"\n{{#codePages}}\n{{number}} {{name}} | {{sample}}\n{{/codePages}}\n---\n"
            + "{{#han}}\n\(words.charset) | {{charset}}\n|{{han}}\n---\n{{/han}}\n"
            + "|\"\(styles.bold)\" _\(styles.underlined)_ `\(styles.inverse)`\n"
            + "|^\(styles.wide) ^^\(styles.high)\n|^^^\(styles.double)\n---\n"
            + "|\(words.symbols)\n\n{code:TEST-1234; option:code128,2,60,hri}\n\n"
            + "{code:https://example.com/test; option:qrcode,4,m}\n---\n"
            + "|\(words.picture)\n{image:\(picture)}\n---\n"
    }

    /// Sixteen shades from white to black, 256 by 32 dots, as PNG in base64.
    private static let picture =
        "iVBORw0KGgoAAAANSUhEUgAAAQAAAAAgAQAAAADV0ptJAAAAQUlEQVR42mNgIATq/0PAbiBYhQSUgACq"
        + "4C4QhCIBFyDAYsL//++AANmMDiAAKigHAmT9gkAw6oZRN4y6geZuIAQAS2i0zqFA8tEAAAAASUVORK5CYII="

    private static func pairing(
        title: String,
        _ facts: (station: String, lane: String, till: String, expires: String),
        hint: String
    ) -> String {
        head(title) + "\n^^^^{{code}}\n\n" + field(facts.station, "station") + field(facts.lane, "lane")
            + field(facts.till, "till") + field(facts.expires, "expires") + "---\n\(hint)\n"
    }
}
