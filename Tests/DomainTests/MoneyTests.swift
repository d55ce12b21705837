import Domain
import Testing

@Suite("Values")
struct MoneyTests {
    @Test(
        "amounts are shown from their smallest unit",
        arguments: [(0, "0.00"), (5, "0.05"), (-1205, "-12.05"), (123456, "1234.56")]
    )
    func decimal(fen: Int64, text: String) {
        #expect(Money(fen: fen).decimal == text)
    }

    @Test("sums never overflow and never mix currencies")
    func sums() {
        #expect(Money(fen: .max).adding(Money(fen: 1)) == nil)
        #expect(Money(fen: 1).adding(Money(minor: 1, currency: .eur)) == nil)
        #expect(Money(fen: 1).adding(Money(fen: 2)) == Money(fen: 3))
    }

    @Test(
        "times are RFC 3339 there and back",
        arguments: ["2026-02-28T23:59:59.999Z", "2000-02-29T00:00:00.000Z", "1970-01-01T00:00:00.000Z"]
    )
    func instants(text: String) {
        #expect(Instant(rfc3339: text)?.rfc3339 == text)
    }

    @Test("an offset and a short fraction are understood")
    func offsets() {
        #expect(Instant(rfc3339: "2026-03-01T08:00:00.5+08:00")?.rfc3339 == "2026-03-01T00:00:00.500Z")
        #expect(Instant(rfc3339: "2026-03-01 08:00:00Z") == nil)
    }

    @Test("ids are UUIDv7, ordered also when the clock steps back")
    func ids() {
        var generator = IDGenerator()
        let one = generator.next(time: Instant(milliseconds: 1_000), random: [9, 9, 9, 9, 9, 9, 9, 9])
        let two = generator.next(time: Instant(milliseconds: 400), random: [0, 0, 0, 0, 0, 0, 0, 0])
        #expect(one < two)
        #expect(one.text.dropFirst(14).first == "7")
        #expect(EntityID(one.text) == one)
    }

    @Test(
        "a masked credential shows its last digits only",
        arguments: [("6001000000000001", "********0001"), ("123", "**3"), ("1", "*")]
    )
    func masks(value: String, masked: String) {
        #expect(Credential.mask(value) == masked)
    }

    @Test("every problem in the catalogue has both languages and says what to do")
    func catalogue() {
        #expect(ProblemCatalogue.shared.entries.count > 40)
        for entry in ProblemCatalogue.shared.entries {
            #expect(!entry.cashier.english.isEmpty && !entry.cashier.chinese.isEmpty, "\(entry.code)")
            #expect(!entry.technician.english.isEmpty && !entry.technician.chinese.isEmpty, "\(entry.code)")
            #expect((200...599).contains(entry.status), "\(entry.code)")
        }
    }

    @Test(
        "a till's body with a wrong field names it",
        arguments: [
            ("{}", "invalid-request", "amount"),
            (#"{"amount":-1,"presented":{"await":["card"]}}"#, "invalid-amount", "amount"),
            (#"{"amount":99999999999,"presented":{"await":["card"]}}"#, "invalid-amount", "amount"),
            (#"{"amount":1,"currency":"EUR","presented":{"await":["card"]}}"#, "wrong-currency", "currency"),
            (#"{"amount":1,"presented":{"await":["card"]},"tip":1}"#, "invalid-request", "tip"),
            (#"{"amount":1}"#, "invalid-request", "presented"),
            (
                #"{"amount":2,"lines":[{"article":"a","amount":1}],"presented":{"await":["card"]}}"#, "invalid-amount",
                "lines"
            ),
        ]
    )
    func bodies(text: String, code: String, subject: String) throws {
        let json = try JSONReader.read(text)
        #expect { try OperationRequest(kind: .sale, json: json, currency: .cny) } throws: { error in
            (error as? Problem)?.code == code && (error as? Problem)?.subject == subject
        }
    }

    @Test("an operation's row comes back as it was")
    func row() throws {
        let json = try JSONReader.read(
            #"{"amount":300,"lines":[{"article":"D","name":"柴油","quantity":1500,"unitPrice":200,"amount":300,"fuelGrade":"diesel"}],"tenders":[{"kind":"account","amount":200},{"kind":"coupon","amount":100,"reference":"C1"}],"presented":{"entered":{"scheme":"phone","value":"138"}}}"#
        )
        let request = try OperationRequest(kind: .sale, json: json, currency: .cny)
        var operation = Operation(
            id: EntityID(time: Instant(milliseconds: 1), random: [1]),
            kind: .sale,
            lane: LaneName("1")!,
            till: "uid:1",
            request: request,
            created: Instant(milliseconds: 5)
        )
        operation.credential = Credential(scheme: "phone", value: "138", assurance: .entered)
        operation.outcome = OperationOutcome(approved: true, balanceAfter: 1)
        operation.settlingSequence = 4
        #expect(Operation(json: try JSONReader.read(JSONWriter.write(operation.json))) == operation)
    }
}
