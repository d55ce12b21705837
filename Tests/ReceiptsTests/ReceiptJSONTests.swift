import Domain
import Testing

@testable import Receipts

@Suite("Receipt JSON")
struct ReceiptJSONTests {
    @Test("what is written is read back the same", arguments: Samples.kindsAndLanguages)
    func roundTrip(kind: Receipt.Kind, language: Receipt.Language) throws {
        let receipt = Samples.receipt(kind, language)
        #expect(try Receipt(json: receipt.json) == receipt)
    }

    @Test(
        "a field of the wrong shape is refused by its name",
        arguments: [
            (#"[]"#, nil), (#"{"kind":"loan"}"#, "kind"), (#"{"language":"fr"}"#, "language"),
            (#"{"currency":"cny"}"#, "currency"),
            (#"{"totl":1}"#, "totl"), (#"{"total":1.5}"#, "total"), (#"{"lines":[{"name":"a"}]}"#, "lines[0].amount"),
            (#"{"lines":[{"amount":1}]}"#, "lines[0].name"),
            (#"{"lines":[{"name":"a","amount":1,"vat":2}]}"#, "lines[0].vat"),
            (#"{"tenders":[{"kind":"cash"}]}"#, "tenders[0].amount"), (#"{"member":{"number":"1"}}"#, "member.name"),
            (#"{"merchant":{"name":""}}"#, "merchant.name"), (#"{"messages":[1]}"#, "messages[0]"),
            (#"{"messages":["a\u001b@"]}"#, "messages[0]"), (#"{"copy":"yes"}"#, "copy"), (#"{"time":"a\nb"}"#, "time"),
        ] as [(String, String?)]
    )
    func refused(text: String, subject: String?) throws {
        let json = try JSONReader.read(text)
        let problem = #expect(throws: Problem.self) { try Receipt(json: json) }
        #expect(problem?.subject == subject)
    }

    @Test("the receipt of a payment that was made is always read back, whatever the core sent")
    func alwaysReadable() throws {
        var receipt = Samples.receipt(.sale, .chinese)
        let long = String(repeating: "很长", count: 400)
        receipt.merchant = ReceiptMerchant(name: long, address: long, phone: long)
        receipt.time = long
        receipt.authorisation = "line\none\u{1B}@" + long
        receipt.messages = (0..<100).map { _ in long } + [""]
        receipt.member = ReceiptMember(name: "", number: long, tier: long)
        receipt.lines = (0..<600).map { _ in ReceiptItem(name: "", quantity: .min, unitPrice: .max, amount: .min) }
        receipt.tenders = [ReceiptTender(kind: long, amount: .max, reference: long)]
        receipt.total = .min
        receipt.balanceAfter = .max
        receipt.qr = String(repeating: "a", count: 1_001)
        receipt.barcode = "A\nB"
        let read = try Receipt(json: receipt.json)
        #expect(read.total == .min && read.balanceAfter == .max)
        #expect(read.authorisation?.hasPrefix("line one @很长") == true)
        // Half a symbol would say something else.
        #expect(read.qr == nil && read.barcode == nil)
        #expect(try Receipt(json: read.json) == read)
    }

    @Test(
        "a member is masked whatever was given, and a mask stays a mask",
        arguments: [
            ("张三丰", "6217004321", "张**", "******4321"), ("张*", "****4321", "张*", "****4321"),
            ("Smith", "12345", "S***", "****5"),
            ("*", "*", "*", "*"), ("", "7", "", "*"),
        ]
    )
    func masked(name: String, number: String, shownName: String, shownNumber: String) {
        let member = ReceiptMember(name: name, number: number)
        #expect(member.name == shownName && member.number == shownNumber)
        let again = ReceiptMember(name: member.name, number: member.number)
        #expect(again == member)
    }
}
