import Domain
import Testing

@testable import Receipts

@Suite("Golden receipts")
struct GoldenReceiptTests {
    @Test("every kind in every language at every width says exactly this", arguments: Samples.all)
    func golden(kind: Receipt.Kind, language: Receipt.Language, columns: Int) throws {
        let text = ReceiptText.text(ReceiptLayout(Samples.receipt(kind, language), columns: columns))
        #expect(text == GoldenReceipts.text(kind, language, columns: columns).map { $0 + "\n" })
    }
}
