import Domain

/// The figures of a run as a table for people and as JSON.
struct Report {
    private(set) var rows: [(benchmark: String, figures: [Figure])] = []

    mutating func add(_ benchmark: String, _ figures: [Figure]) {
        rows.append((benchmark, figures))
    }

    var json: JSONValue {
        .object([
            "benchmarks": .array(
                rows.map { row in
                    ["name": .string(row.benchmark), "figures": .array(row.figures.map(\.json))]
                }
            )
        ])
    }

    /// A Markdown table, as the README shows it.
    var table: String {
        var lines = ["| measured | figure | budget | share of the budget |", "|---|---|---|---|"]
        for figure in rows.flatMap(\.figures) {
            let unit = figure.unit == .count ? "" : " " + figure.unit.rawValue
            let share = figure.ratio.map { String(Int(($0 * 100).rounded())) + " %" } ?? ""
            let missed = figure.budget.map { $0.holds(figure.value) ? "" : " **missed**" } ?? ""
            lines.append(
                "| \(figure.name) | \(Figure.text(figure.value))\(unit) | \(figure.budget?.text ?? "") | \(share)\(missed) |"
            )
        }
        return lines.joined(separator: "\n")
    }
}
