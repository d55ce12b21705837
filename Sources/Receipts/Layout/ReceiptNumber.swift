import Domain

/// Numbers as receipts show them.
enum ReceiptNumber {
    /// Thousandths without trailing zeros: `1`, `40.25`.
    static func quantity(_ thousandths: Int64) -> String {
        let magnitude = thousandths.magnitude
        var text = (thousandths < 0 ? "-" : "") + String(magnitude / 1000)
        let fraction = magnitude % 1000
        if fraction > 0 {
            var digits = String(fraction + 1000).dropFirst()
            while digits.last == "0" {
                digits.removeLast()
            }
            text += "." + digits
        }
        return text
    }

    /// With the sign of the change: `+40`, `-12`, `0`.
    static func change(_ points: Int64) -> String {
        points > 0 ? "+" + String(points) : String(points)
    }

    /// Hundredths of a percent: `13%`, `8.25%`.
    static func rate(_ hundredths: Int64) -> String {
        quantity(hundredths.multipliedReportingOverflow(by: 10).overflow ? 0 : hundredths * 10) + "%"
    }

    /// With the currency's sign, or without it where the paper is too narrow for both.
    static func money(_ minor: Int64, _ currency: Currency, columns: Int) -> String {
        let money = Money(minor: minor, currency: currency)
        let full = money.formatted
        return full.count <= columns ? full : money.decimal
    }
}
