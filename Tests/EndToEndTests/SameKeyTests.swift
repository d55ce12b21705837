import CardSimulator
import CoreSimulator
import Domain
import SimulatedShop
import Testing

/// One request sent again and again.
@Suite("The same Idempotency-Key", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct SameKeyTests {
    private static let opening = """
        lane 1 without printer
        member M1 张三 gold card 6001000000000001 balance 100.00
        """

    @Test(
        "ten times at once over the socket it is one operation with one id and one effect; also after a crash of the daemon"
    )
    func tenTimesAtOnce() async throws {
        struct Outcome {
            let answers: [TillAnswer]
            let afterCrash: TillAnswer
            let otherBody: TillAnswer
            let balance: Int64
            let confirmed: Int
        }
        let outcome = try await ShopFloor.withShop(Self.opening) { shop in
            let body: JSONValue = ["amount": 700, "presented": Tills.member]
            let key = Till.freshKey()
            let answers = try Tills.atOnce(10) { _ in
                let till = shop.makeTill()
                defer { till.close() }
                return try till.call("POST", "/v1/lanes/1/recharges", body, key: key)
            }
            let till = shop.makeTill()
            defer { till.close() }
            let id = answers.first?.body["id"]?.stringValue ?? ""
            try Tills.wait(till, for: id, until: "confirmed")
            shop.killDaemon()
            try shop.startDaemon()
            return Outcome(
                answers: answers,
                afterCrash: try till.call("POST", "/v1/lanes/1/recharges", body, key: key),
                otherBody: try till.call(
                    "POST",
                    "/v1/lanes/1/recharges",
                    ["amount": 800, "presented": Tills.member],
                    key: key
                ),
                balance: try shop.books.member("M1").balance,
                confirmed: try till.events().filter { $0["type"] == "countertop.recharge.confirmed.v1" }.count
            )
        }
        #expect(outcome.answers.map(\.status) == Array(repeating: 202, count: 10))
        let ids = Set((outcome.answers + [outcome.afterCrash]).map { $0.body["id"]?.stringValue })
        #expect(ids.count == 1 && !ids.contains(nil))
        #expect(outcome.answers.filter { !$0.isReplayed }.count == 1)
        #expect(outcome.afterCrash.isReplayed && outcome.afterCrash.body["state"] == "confirmed")
        #expect(outcome.otherBody.problem == "idempotency-key-reused")
        #expect(outcome.balance == 10_700)
        #expect(outcome.confirmed == 1)
    }
}
