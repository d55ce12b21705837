/// An amount in the currency's smallest unit (fen for CNY); never a floating point number.
public struct Money: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Amount in the smallest unit; may be negative in balances, never in requests.
    public let minor: Int64
    public let currency: Currency

    public init(minor: Int64, currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    public init(fen: Int64) {
        self.init(minor: fen, currency: .cny)
    }

    /// The largest amount one request may carry: 10 billion smallest units, far from `Int64` overflow in any sum of lines.
    public static let largestRequest: Int64 = 10_000_000_000

    /// Nil on overflow or when the currencies differ.
    public func adding(_ other: Money) -> Money? {
        guard currency == other.currency else {
            return nil
        }
        let (sum, overflow) = minor.addingReportingOverflow(other.minor)
        return overflow ? nil : Money(minor: sum, currency: currency)
    }

    /// Nil on overflow or when the currencies differ.
    public func subtracting(_ other: Money) -> Money? {
        guard currency == other.currency else {
            return nil
        }
        let (difference, overflow) = minor.subtractingReportingOverflow(other.minor)
        return overflow ? nil : Money(minor: difference, currency: currency)
    }

    /// Digits with a decimal point, without sign of currency: `-12.05`.
    public var decimal: String {
        let magnitude = String(minor.magnitude)
        let places = currency.exponent
        let sign = minor < 0 ? "-" : ""
        guard places > 0 else {
            return sign + magnitude
        }
        let padded = String(repeating: "0", count: max(0, places + 1 - magnitude.count)) + magnitude
        let point = padded.index(padded.endIndex, offsetBy: -places)
        return sign + padded[..<point] + "." + padded[point...]
    }

    /// With the currency's sign: `¥12.05`.
    public var formatted: String {
        minor < 0 ? "-" + currency.sign + decimal.dropFirst() : currency.sign + decimal
    }

    public var description: String { currency.code + " " + decimal }

    /// Orders amounts of one currency; different currencies are ordered by code so that the order stays total.
    public static func < (left: Money, right: Money) -> Bool {
        left.currency == right.currency ? left.minor < right.minor : left.currency.code < right.currency.code
    }
}
