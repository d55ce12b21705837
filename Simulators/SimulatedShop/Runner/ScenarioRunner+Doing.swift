import CardSimulator
import Domain
import Linux

/// What people do at the counter.
extension ScenarioRunner {
    /// A card back within half a second is still the same presentation; people are slower than that.
    private static let handMilliseconds: UInt64 = 600

    func tap(_ card: ShopCard, _ lane: LaneName) throws(ShopError) {
        let slot = try slot(lane)
        if slot.card != nil, lanes[lane]?.lastCard == card {
            try removeCard(lane)
        }
        if let removed = lanes[lane]?.removed {
            let back = Deadline(nanoseconds: removed + Self.handMilliseconds * 1_000_000)
            _ = ConditionBox(()).wait(until: back) { _ -> Void? in nil }
        }
        lanes[lane, default: LaneRecord()].lastCard = card
        lanes[lane]?.removed = nil
        slot.insert(ShopCards.card(card, kinds: cardKinds))
    }

    /// Takes the card away and waits until the counter has told so, when it is there to tell.
    func removeCard(_ lane: LaneName) throws(ShopError) {
        let slot = try slot(lane)
        guard slot.card != nil else {
            throw ShopError("no card lies on lane \(lane)")
        }
        let begin = SystemClock.monotonicNanoseconds
        slot.remove()
        slot.waitUntilSeen()
        let canTell = shop.isDaemonRunning && hasCardService
        let told = shop.watch.waitForRemoval(
            lane: lane,
            after: begin,
            until: .after(milliseconds: canTell ? 10_000 : 0)
        )
        lanes[lane, default: LaneRecord()].removed = told ?? SystemClock.monotonicNanoseconds
    }

    func endVisit(_ lane: LaneName) throws(ShopError) {
        let answer = try till.call("DELETE", "/v1/lanes/\(lane)/visit")
        guard answer.isSuccess else {
            throw ShopError("refused: \(answer.problem ?? "")")
        }
    }

    func operate(
        _ kind: Operation.Kind,
        fen: Int64,
        _ lane: LaneName,
        _ payer: ShopPayer
    ) throws(ShopError) -> String? {
        var body: JSONObject = ["presented": try presented(payer, lane)]
        if kind != .inquiry {
            body["amount"] = .integer(fen)
        }
        if kind == .sale {
            let record = lanes[lane] ?? LaneRecord()
            body["lines"] = record.lines.isEmpty ? nil : .array(record.lines.map(Self.json))
            body["tenders"] = record.tenders.isEmpty ? nil : .array(Self.tenders(record.tenders, of: fen))
            lanes[lane, default: LaneRecord()].lines = []
            lanes[lane]?.tenders = []
        }
        let path = kind == .inquiry ? "inquiries" : kind.rawValue + "s"
        guard let id = try request("/v1/lanes/\(lane)/\(path)", .object(body), lane) else {
            return nil
        }
        if kind == .sale {
            lanes[lane]?.sale = id
        }
        if kind == .sale || kind == .recharge {
            lanes[lane]?.voidable = id
        }
        return nil
    }

    func refund(fen: Int64, _ lane: LaneName) throws(ShopError) -> String? {
        guard let sale = lanes[lane]?.sale else {
            throw ShopError("there was no sale on lane \(lane)")
        }
        _ = try request("/v1/lanes/\(lane)/refunds", ["amount": .integer(fen), "original": .string(sale)], lane)
        return nil
    }

    func void(_ lane: LaneName) throws(ShopError) -> String? {
        guard let original = lanes[lane]?.voidable else {
            throw ShopError("there was no sale or recharge on lane \(lane)")
        }
        _ = try request("/v1/operations/\(original)/void", [:], lane)
        return nil
    }

    func cancel(_ lane: LaneName) throws(ShopError) {
        guard let id = lanes[lane]?.operation else {
            throw ShopError("there was no request on lane \(lane)")
        }
        let answer = try till.call("POST", "/v1/operations/\(id)/cancel", [:])
        if let problem = answer.problem {
            lanes[lane]?.refusal = LaneRecord.Refusal(code: problem, line: step?.line ?? 1)
        }
    }

    func reprint(_ lane: LaneName) throws(ShopError) -> String? {
        guard let job = try lastJob(lane), let id = job["id"]?.stringValue else {
            throw ShopError("lane \(lane) has no receipt yet")
        }
        _ = try request("/v1/receipts/\(id)/reprint", [:], lane, isOperation: false)
        return nil
    }

    func print(_ text: String, _ lane: LaneName) throws(ShopError) -> String? {
        _ = try request("/v1/lanes/\(lane)/receipts", ["messages": [.string(text)]], lane, isOperation: false)
        return nil
    }

    // MARK: helpers

    func slot(_ lane: LaneName) throws(ShopError) -> VirtualSlot {
        guard let slot = shop.slot(of: lane) else {
            throw ShopError("there is no lane \(lane)")
        }
        return slot
    }

    /// Sends a till's request and remembers what became of it; the id when it was accepted.
    private func request(
        _ path: String,
        _ body: JSONValue,
        _ lane: LaneName,
        isOperation: Bool = true
    ) throws(ShopError) -> String? {
        if let refusal = lanes[lane]?.refusal, !refusal.isSeen {
            throw ShopError("before this, in line \(refusal.line), \(unseen(refusal, lane))")
        }
        let answer = try till.post(path, body)
        lanes[lane, default: LaneRecord()].refusal = answer.problem.map {
            LaneRecord.Refusal(code: $0, line: step?.line ?? 1)
        }
        guard answer.isSuccess, let id = answer.body["id"]?.stringValue else {
            return nil
        }
        if isOperation {
            lanes[lane]?.operation = id
        }
        return id
    }

    private func presented(_ payer: ShopPayer, _ lane: LaneName) throws(ShopError) -> JSONValue {
        switch payer {
        case .next(let means):
            let kinds = means.map(\.rawValue).sorted().map { JSONValue.string($0) }
            return ["await": .array(kinds), "seconds": 60]
        case .typed(let number): return ["entered": ["scheme": "member", "value": .string(number)]]
        case .phone(let number): return ["entered": ["scheme": "phone", "value": .string(number)]]
        case .presented:
            var event: JSONValue?
            _ = try wait { () throws(ShopError) in
                event = try self.lane(lane)["visit"]?.arrayValue?.last?["event"]
                return event == nil ? .not("nobody stands at lane \(lane)") : .seen(nil)
            }
            return ["event": event ?? .null]
        }
    }

    private static func json(_ line: ShopLine) -> JSONValue {
        var members: JSONObject = [
            "article": .string(line.article), "quantity": .integer(line.quantity), "unitPrice": .integer(line.price),
            "amount": .integer(line.amount),
        ]
        members["fuelGrade"] = line.fuelGrade.map { .string($0) }
        return .object(members)
    }

    /// What is not paid otherwise comes from the account.
    private static func tenders(_ tenders: [ShopTender], of fen: Int64) -> [JSONValue] {
        let rest = tenders.reduce(fen) { $0 - $1.fen }
        let account = rest > 0 ? [ShopTender(kind: .account, fen: rest, reference: nil)] : []
        return (tenders + account).map { tender in
            var members: JSONObject = ["kind": .string(tender.kind.rawValue), "amount": .integer(tender.fen)]
            members["reference"] = tender.reference.map { .string($0) }
            return .object(members)
        }
    }
}
