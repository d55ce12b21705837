/// One line of a sale: article, quantity, unit price and, at the pump, the fuel grade.
public struct SaleLine: Sendable, Hashable {
    public let article: String
    public let name: String
    /// Thousandths of a unit (litre, piece): 1 piece is 1000, 40.25 l is 40250.
    public let quantity: Int64
    /// Smallest unit of the currency for one whole unit.
    public let unitPrice: Int64
    /// Smallest unit of the currency for the whole line, after discounts.
    public let amount: Int64
    /// `diesel`, `petrol-92`, `petrol-95` …; the core gives each its own points.
    public let fuelGrade: String?

    public init(article: String, name: String, quantity: Int64, unitPrice: Int64, amount: Int64, fuelGrade: String?) {
        self.article = article
        self.name = name
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.fuelGrade = fuelGrade
    }

    public init(json: JSONValue, path: String) throws(Problem) {
        var fields = try JSONFields(json, path: path)
        article = try fields.requiredText("article", limit: 64)
        name = try fields.text("name", limit: 200) ?? article
        quantity = try fields.integer("quantity", in: 1...1_000_000_000) ?? 1000
        _ = try fields.required("amount")
        amount = try fields.amount("amount", allowZero: true) ?? 0
        unitPrice = try fields.amount("unitPrice", allowZero: true) ?? amount
        fuelGrade = try fields.text("fuelGrade", limit: 32)
        try fields.finish()
    }

    public var json: JSONValue {
        var members = JSONObject()
        members["article"] = .string(article)
        members["name"] = .string(name)
        members["quantity"] = .integer(quantity)
        members["unitPrice"] = .integer(unitPrice)
        members["amount"] = .integer(amount)
        if let fuelGrade {
            members["fuelGrade"] = .string(fuelGrade)
        }
        return .object(members)
    }
}
