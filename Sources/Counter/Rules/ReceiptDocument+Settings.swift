import Domain
import Receipts

extension ReceiptDocument {
    /// Reads a document that may leave out what is the same on every receipt of a station.
    public init(json: JSONValue, settings: CounterSettings) throws(Problem) {
        try self.init(
            json: json,
            defaultLanguage: settings.language == .english ? .english : .chinese,
            currency: settings.currency
        )
    }
}
