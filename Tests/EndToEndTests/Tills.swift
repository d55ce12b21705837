import Domain
import Linux
import Runtime
import SimulatedShop

/// What tills of the tests do again and again.
enum Tills {
    static let member: JSONValue = ["entered": ["scheme": "member", "value": "6001000000000001"]]

    /// Makes `count` recharges of one yuan on each of the shop's lanes, all lanes at once, and waits until each has come to
    /// `state`; gives their ids.
    static func recharge(_ shop: Shop, each count: Int, until state: String = "confirmed") throws -> [String] {
        let lanes = shop.plan.lanes.map(\.name.text)
        return try atOnce(lanes.count) { lane in
            try requests(shop, lane: lanes[lane], count: count, until: state)
        }.flatMap { $0 }
    }

    private static func requests(_ shop: Shop, lane: String, count: Int, until state: String) throws -> [String] {
        let till = shop.makeTill()
        defer { till.close() }
        return try (0..<count).map { _ in
            let begun = try till.post("/v1/lanes/\(lane)/recharges", ["amount": 100, "presented": member])
            guard let id = begun.body["id"]?.stringValue else {
                throw ShopError("a recharge was refused: \(begun.problem ?? "")")
            }
            try wait(till, for: id, until: state)
            return id
        }
    }

    /// Waits by long polls.
    static func wait(_ till: Till, for id: String, until state: String) throws {
        let deadline = Deadline.after(milliseconds: 40_000)
        while true {
            let operation = try till.get("/v1/operations/\(id)?wait=5")
            if operation["state"]?.stringValue == state {
                return
            }
            guard operation["final"] != true, !deadline.isPast else {
                throw ShopError("operation \(id) is \(JSONWriter.text(operation)), not \(state)")
            }
        }
    }

    /// Waits until nothing waits for the core, and compares both sides.
    static func waitForDelivery(_ shop: Shop, _ till: Till) throws -> [JournalComparison.Stream] {
        // The longest pause between two tries alone is half a minute.
        let deadline = Deadline.after(milliseconds: 120_000)
        while true {
            let streams = try JournalComparison(shop: shop, till: till).streams()
            if deadline.isPast || streams.allSatisfy({ $0.journal == $0.acknowledged && $0.journal == $0.core }) {
                return streams
            }
            shop.waitForChange(milliseconds: 50)
        }
    }

    /// Runs a body on several threads at the same time and gathers what it gives.
    static func atOnce<Value: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Value) throws
        -> [Value]
    {
        let box = ConditionBox<[Result<Value, any Error>]>([])
        for number in 0..<count {
            _ = try DeviceThread.start("till") {
                let result = Result { try body(number) }
                box.update { $0.append(result) }
            }
        }
        let all = box.wait(until: .never) { $0.count == count ? $0 : nil } ?? []
        return try all.map { try $0.get() }
    }
}
