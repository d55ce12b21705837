import CardSimulator
import CoreSimulator
import Domain
import Linux
import Runtime
import SimulatedShop
import Testing

/// The core goes away and comes back, or knows more than the journal.
@Suite("A core that is away", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct CoreAwayTests {
    private static let opening = """
        lane 1 without printer
        lane 2 without printer
        lane 3 without printer
        lane 4 without printer
        lane 5 without printer
        member M1 张三 gold card 6001000000000001 balance 100.00
        """

    @Test(
        "a thousand events made while the core is down, and the daemon killed in the middle, arrive each once and in order"
    )
    func thousandEvents() async throws {
        struct Outcome {
            let made: Int
            let types: [String]
            let journal: [String]
            let streams: [JournalComparison.Stream]
            let duplicates: Int64
        }
        let outcome = try await ShopFloor.withShop(Self.opening) { shop in
            shop.core.pause()
            _ = try Tills.recharge(shop, each: 100, until: "declined")
            shop.killDaemon()
            try shop.startDaemon()
            _ = try Tills.recharge(shop, each: 100, until: "declined")
            try shop.core.start()
            let till = shop.makeTill()
            defer { till.close() }
            let streams = try Tills.waitForDelivery(shop, till)
            return Outcome(
                made: try till.events().filter { $0["stream"] == "pay" }.count,
                types: try shop.core.books.receivedTypes(source: "/stations/shop"),
                journal: try till.events().compactMap { $0["type"]?.stringValue },
                streams: streams,
                duplicates: try shop.core.books.duplicates()
            )
        }
        #expect(outcome.made == 1_000)
        #expect(outcome.types.filter { $0 == EventType.operation(.recharge, "declined") }.count == 1_000)
        #expect(outcome.types.sorted() == outcome.journal.sorted())
        #expect(outcome.streams.allSatisfy { $0.isEqual }, "\(outcome.streams)")
        #expect(outcome.duplicates == 0)
    }

    @Test("yesterday's journal restored: a new epoch begins, and the core shows all twenty recharges made then")
    func restoredJournal() async throws {
        struct Outcome {
            let balance: Int64
            let operations: Int
            let epochs: [JSONValue?]
            let streams: [JournalComparison.Stream]
            let ids: Set<String>
        }
        let outcome = try await ShopFloor.withShop(Self.opening) { shop in
            let till = shop.makeTill()
            defer { till.close() }
            var ids = try Tills.recharge(shop, each: 1)
            var epochs = [try till.get("/v1/status")["epoch"]]
            _ = try Tills.waitForDelivery(shop, till)
            shop.stopDaemon()
            let yesterday = try Files.read(shop.folder.journal)
            try shop.startDaemon()
            ids += try Tills.recharge(shop, each: 2)
            _ = try Tills.waitForDelivery(shop, till)
            shop.stopDaemon()
            // A journal that was closed in order is one file.
            for suffix in ["-wal", "-shm"] {
                try Files.remove(shop.folder.journal + suffix)
            }
            try Files.writeAtomically(yesterday, to: shop.folder.journal)
            try shop.startDaemon()
            ids += try Tills.recharge(shop, each: 4)
            let streams = try Tills.waitForDelivery(shop, till)
            epochs.append(try till.get("/v1/status")["epoch"])
            return Outcome(
                balance: try shop.books.member("M1").balance,
                operations: try shop.core.books.appliedOperations().count,
                epochs: epochs,
                streams: streams,
                ids: Set(ids)
            )
        }
        #expect(outcome.balance == 10_000 + 35 * 100)
        #expect(outcome.operations == 35)
        #expect(outcome.ids.count == 35)
        #expect(outcome.epochs[0] != nil && outcome.epochs[0] != outcome.epochs[1])
        #expect(outcome.streams.allSatisfy { $0.journal == $0.acknowledged && $0.journal == $0.core })
    }
}
