/// An ISO 4217 currency code.
public struct Currency: Sendable, Hashable, CustomStringConvertible {
    /// Three upper-case Latin letters.
    public let code: String

    /// Nil when `code` is not three upper-case ASCII letters.
    public init?(_ code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
            return nil
        }
        self.code = code
    }

    private init(known code: String) {
        self.code = code
    }

    public static let cny = Currency(known: "CNY")
    public static let eur = Currency(known: "EUR")
    public static let jpy = Currency(known: "JPY")

    /// Decimal places of the currency's smallest unit (ISO 4217 exponent): 2 for all but the few the table names.
    public var exponent: Int {
        switch code {
        case "JPY", "KRW", "VND", "CLP", "ISK", "XAF", "XOF", "XPF": 0
        case "BHD", "KWD", "OMR", "JOD", "TND": 3
        default: 2
        }
    }

    /// The sign customers read, or the code followed by a space.
    public var sign: String {
        switch code {
        case "CNY", "JPY": "¥"
        case "EUR": "€"
        case "USD": "$"
        case "GBP": "£"
        default: code + " "
        }
    }

    public var description: String { code }
}
