import Domain
import Testing

@testable import Receipts

@Suite("The receipt's JSON Schema")
struct ReceiptSchemaTests {
    private let checker: SchemaChecker

    init() throws {
        checker = SchemaChecker(root: try JSONReader.read(ReceiptSchema.json))
    }

    /// Every member there is.
    private static var whole: Receipt {
        var receipt = Samples.receipt(.sale, .english)
        receipt.lines[0].tax = "A"
        receipt.taxes = [ReceiptTax(letter: "A", name: "VAT", rate: 1_300, net: 32_606, amount: 4_239, included: true)]
        receipt.coupons = [ReceiptCoupon(name: "Car wash", code: "C-1", amount: 500, until: "2026-04-30")]
        receipt.tenders = [
            ReceiptTender(kind: "outside", amount: 500, reference: "cash", received: 1_000, change: 500)
        ]
        receipt.pointsBefore = 1_200
        receipt.pointsUsed = 10
        receipt.barcodes = [ReceiptBarcode(symbology: .ean13, text: "6901234567892", caption: "Car wash")]
        receipt.copy = true
        return receipt
    }

    /// The parts of a receipt by their names in the schema.
    private static var parts: [(name: String, value: Any)] {
        let receipt = whole
        return [
            ("receipt", receipt), ("merchant", receipt.merchant!), ("line", receipt.lines[0]),
            ("tax", receipt.taxes[0]), ("coupon", receipt.coupons[0]), ("tender", receipt.tenders[0]),
            ("member", receipt.member!), ("barcode", receipt.barcodes[0]),
        ]
    }

    @Test("names every member that the receipt has, and no other")
    func members() {
        let described = checker.objects.map { object in
            (object.name, Set(object.schema["properties"]?.objectValue?.keys ?? []))
        }
        #expect(described.map(\.0).sorted() == Self.parts.map(\.name).sorted())
        for part in Self.parts {
            let members = Set(Mirror(reflecting: part.value).children.compactMap(\.label))
            #expect(described.first { $0.0 == part.name }?.1 == members, "\(part.name)")
        }
    }

    @Test("a receipt with everything is written whole, read back, and as the schema says")
    func complete() throws {
        let json = Self.whole.json
        #expect(checker.breaches(json) == [])
        #expect(Set(json.objectValue?.keys ?? []) == Set(checker.root["properties"]?.objectValue?.keys ?? []))
        #expect(try Receipt(json: json) == Self.whole)
    }

    @Test("every sample is as the schema says", arguments: Samples.kindsAndLanguages)
    func samples(kind: Receipt.Kind, language: Receipt.Language) {
        #expect(checker.breaches(Samples.receipt(kind, language).json) == [])
    }

    @Test("what the schema refuses the reader refuses, member by member")
    func refusals() throws {
        let whole = try #require(Self.whole.json.objectValue)
        for name in checker.root["properties"]?.objectValue?.keys ?? [] {
            var json = whole
            json[name] = [[]]
            #expect(!checker.breaches(.object(json)).isEmpty, "\(name)")
            let problem = #expect(throws: Problem.self, "\(name)") { try Receipt(json: .object(json)) }
            #expect(problem?.subject?.hasPrefix(name) == true)
            #expect(problem?.detail != "is not a field of this request", "the reader must know \(name)")
        }
    }

    @Test("unknown and missing members of every part are refused by both, by their names")
    func strict() throws {
        let places: [(path: String, list: Bool, required: [String])] = [
            ("merchant", false, ["name"]), ("lines", true, ["name", "amount"]), ("taxes", true, ["amount"]),
            ("coupons", true, ["name"]), ("tenders", true, ["kind", "amount"]), ("member", false, ["name"]),
            ("barcodes", true, ["symbology", "text"]),
        ]
        for place in places {
            let member = try #require(Self.whole.json[place.path])
            let part = try #require(place.list ? member.arrayValue?.first : member).objectValue ?? JSONObject()
            let prefix = place.list ? place.path + "[0]" : place.path
            var extra = part
            extra["vat"] = 1
            var cases = [(extra, prefix + ".vat")]
            for name in place.required {
                var less = part
                less[name] = nil
                cases.append((less, prefix + "." + name))
            }
            for (changed, subject) in cases {
                var json = Self.whole.json.objectValue ?? JSONObject()
                json[place.path] = place.list ? .array([.object(changed)]) : .object(changed)
                #expect(checker.breaches(.object(json)).count == 1, "\(subject)")
                let problem = #expect(throws: Problem.self) { try Receipt(json: .object(json)) }
                #expect(problem?.subject == subject)
            }
        }
    }

    @Test(
        "limits are the reader's own",
        arguments: [
            ("time", 32), ("lane", 32), ("till", 64), ("reference", 64), ("qr", 1_000), ("barcode", 80),
        ]
    )
    func limits(name: String, bytes: Int) throws {
        #expect(checker.root["properties"]?[name]?["maxLength"] == .integer(Int64(bytes)))
        func json(_ count: Int) -> JSONValue { .object([name: .string(String(repeating: "x", count: count))]) }
        #expect(throws: Never.self) { try Receipt(json: json(bytes)) }
        #expect(throws: Problem.self) { try Receipt(json: json(bytes + 1)) }
    }

    @Test(
        "lists have the reader's limits, and the choices are its own",
        arguments: [
            ("lines", Receipt.mostLines), ("taxes", Receipt.mostTaxes), ("coupons", Receipt.mostCoupons),
            ("tenders", Receipt.mostTenders), ("messages", Receipt.mostMessages), ("barcodes", Receipt.mostBarcodes),
        ]
    )
    func lists(name: String, count: Int) {
        #expect(checker.root["properties"]?[name]?["maxItems"] == .integer(Int64(count)))
        let choices = { (part: JSONValue?, name: String) in part?["properties"]?[name]?["enum"] }
        #expect(choices(checker.root, "kind") == .array(Receipt.Kind.allCases.map { .string($0.rawValue) }))
        #expect(choices(checker.root, "language") == .array(Receipt.Language.allCases.map { .string($0.rawValue) }))
        #expect(
            choices(checker.root["$defs"]?["barcode"], "symbology")
                == .array(ReceiptBarcode.symbologies.map { .string($0.rawValue) })
        )
    }
}
