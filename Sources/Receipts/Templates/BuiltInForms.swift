/// The papers that are no receipts, as every shop has them without writing a template.
enum BuiltInForms {
    /// Nil for the kinds of receipts.
    static func template(of kind: ReceiptTemplateKind, _ language: Receipt.Language) -> ReceiptTemplate? {
        text(of: kind, language).flatMap { try? ReceiptTemplate(Array($0.utf8), kind: kind) }
    }

    static func text(of kind: ReceiptTemplateKind, _ language: Receipt.Language) -> String? {
        switch (kind, language) {
        case (.shift, .chinese): shift(title: "交班报表", ("通道", "收银台", "收银员"), ("开班", "交班"), ("业务", "收款", "合计"))
        case (.shift, .english):
            shift(
                title: "SHIFT REPORT",
                ("Lane", "Till", "Cashier"),
                ("Opened", "Closed"),
                ("Operations", "Tenders", "TOTAL")
            )
        case (.diagnosis, .chinese): diagnosis(title: "设备诊断", ("站点", "版本", "时间", "核心"), ("设备", "问题"))
        case (.diagnosis, .english):
            diagnosis(title: "DEVICE DIAGNOSIS", ("Station", "Version", "Time", "Core"), ("Devices", "Problems"))
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
        _ figures: (operations: String, tenders: String, total: String)
    ) -> String {
        head(title) + field(place.lane, "lane") + field(place.till, "till") + field(place.cashier, "cashier")
            + field(time.opened, "opened") + field(time.closed, "closed") + "---\n"
            + list(figures.operations, "operations", "{{name}} | {{count}} | {{amount}}")
            + list(figures.tenders, "tenders", "{{name}} | {{count}} | {{amount}}")
            + "{{#total}}\n\"\(figures.total)\" | ^^^{{total}}\n{{/total}}\n"
    }

    private static func diagnosis(
        title: String,
        _ facts: (station: String, version: String, time: String, core: String),
        _ lists: (devices: String, problems: String)
    ) -> String {
        head(title) + field(facts.station, "station") + field(facts.version, "version") + field(facts.time, "time")
            + field(facts.core, "core") + "---\n" + list(lists.devices, "devices", "{{name}} | {{state}}")
            + list(lists.problems, "problems", "|{{text}}")
    }

    private static func pairing(
        title: String,
        _ facts: (station: String, lane: String, till: String, expires: String),
        hint: String
    ) -> String {
        head(title) + "\n^^^^{{code}}\n\n" + field(facts.station, "station") + field(facts.lane, "lane")
            + field(facts.till, "till") + field(facts.expires, "expires") + "---\n\(hint)\n"
    }
}
