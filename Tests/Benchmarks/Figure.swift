import Domain

/// One measured number, with the budget it is held against.
struct Figure {
    enum Unit: String {
        case milliseconds = "ms"
        case perSecond = "/s"
        case megabytes = "MB"
        case percent = "%"
        case count = ""
    }

    /// A limit and on which side of it the figure must lie.
    enum Budget {
        case most(Double)
        case least(Double)

        func holds(_ value: Double) -> Bool {
            switch self {
            case .most(let limit): value <= limit
            case .least(let limit): value >= limit
            }
        }

        var text: String {
            switch self {
            case .most(let limit): "≤ \(Figure.text(limit))"
            case .least(let limit): "≥ \(Figure.text(limit))"
            }
        }
    }

    let name: String
    let value: Double
    let unit: Unit
    var budget: Budget?

    init(_ name: String, _ value: Double, _ unit: Unit, budget: Budget? = nil) {
        self.name = name
        self.value = value
        self.unit = unit
        self.budget = budget
    }

    /// Figure divided by budget, or budget by figure where more is better: below 1 is within.
    var ratio: Double? {
        switch budget {
        case .most(let limit): limit > 0 ? value / limit : nil
        case .least(let limit): value > 0 ? limit / value : nil
        case nil: nil
        }
    }

    /// Three significant digits, never an exponent.
    static func text(_ value: Double) -> String {
        let size = abs(value)
        let places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        let scale = [1.0, 10, 100, 1000][places]
        let whole = Int64((size * scale).rounded())
        let digits = String(whole)
        let sign = value < 0 && whole != 0 ? "-" : ""
        guard places > 0 else {
            return sign + digits
        }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// Whole thousandths of the unit, so that no floating point travels.
    var json: JSONValue {
        var members: JSONObject = [
            "name": .string(name), "milli": .integer(Int64((value * 1000).rounded())), "unit": .string(unit.rawValue),
        ]
        if let budget {
            members["budget"] = .string(budget.text)
            members["within"] = .bool(budget.holds(value))
        }
        return .object(members)
    }
}
