import Domain
import Receipts

extension ShiftReport {
    /// What tills see.
    public var view: JSONValue {
        [
            "lane": .string(lane.text), "begun": begun.map { .string($0.rfc3339) } ?? .null,
            "until": .string(until.rfc3339), "currency": .string(currency.code),
            "operations": .array(operations.map(ShiftReport.view)), "tenders": .array(tenders.map(ShiftReport.view)),
            "total": .integer(total), "open": .integer(open),
        ]
    }

    private static func view(_ sum: Sum) -> JSONValue {
        var members: JSONObject = ["kind": .string(sum.kind)]
        members["name"] = sum.name.map { .string($0) }
        members["count"] = .integer(sum.count)
        members["amount"] = .integer(sum.amount)
        return .object(members)
    }

    /// The paper, as the shop lays shift reports out.
    public func form(settings: CounterSettings, cashier: String?) -> ReceiptForm {
        let language: Receipt.Language = settings.language == .english ? .english : .chinese
        func money(_ minor: Int64) -> String { Money(minor: minor, currency: currency).formatted }
        func row(_ name: String, _ sum: Sum) -> [String: String] {
            ["name": name, "count": String(sum.count), "amount": money(sum.amount)]
        }
        var values = TemplateValues()
        values.values["merchant"] = settings.merchant.name.isEmpty ? nil : settings.merchant.name
        values.values["lane"] = lane.text
        values.values["cashier"] = cashier
        values.values["opened"] = begun?.local(offsetSeconds: settings.zoneOffset)
        values.values["closed"] = until.local(offsetSeconds: settings.zoneOffset)
        values.values["time"] = values.values["closed"]
        values.values["total"] = money(total)
        values.values["open"] = open == 0 ? nil : String(open)
        values.lists["operations"] = operations.map { row(ShiftReport.name(of: $0.kind, language), $0) }
        values.lists["tenders"] = tenders.map { sum in
            row(ReceiptTender(kind: sum.kind, amount: 0, reference: label(sum)).label(in: language), sum)
        }
        return ReceiptForm(kind: .shift, language: language, values: values)

        func label(_ sum: Sum) -> String? {
            sum.name.map { ReceiptComposer(settings: settings).label(ofScheme: $0) ?? $0 }
        }
    }

    private static func name(of kind: String, _ language: Receipt.Language) -> String {
        switch (Operation.Kind(rawValue: kind), language) {
        case (.sale, .english): "Sales"
        case (.sale, .chinese): "消费"
        case (.recharge, .english): "Recharges"
        case (.recharge, .chinese): "充值"
        case (.refund, .english): "Refunds"
        case (.refund, .chinese): "退款"
        case (.void, .english): "Voids"
        case (.void, .chinese): "撤销"
        case (.inquiry, .english): "Inquiries"
        case (.inquiry, .chinese): "查询"
        case (nil, _): kind
        }
    }
}
