import CoreSimulator
import Domain
import PrinterSimulator

/// What is looked at in the shop.
extension ScenarioRunner {
    func see(_ sight: ScenarioSight) throws(ShopError) -> String? {
        if case .refused(let code, let lane) = sight {
            return try seeRefused(code, lane)
        }
        return try wait { () throws(ShopError) in try look(at: sight) }
    }

    private func look(at sight: ScenarioSight) throws(ShopError) -> Sight {
        switch sight {
        case .member(let name, let lane): try member(name, lane)
        case .card(let number, let lane): try card(number, lane)
        case .nobody(let lane): try nobody(lane)
        case .staff(let number, let lane): try staff(number, lane)
        case .plug(let plug, let state, let lane): try look(at: plug, is: state, lane)
        case .beeps(let count, let lane): try beeps(count, lane)
        case .notice(let code, let lane): try notice(code, lane)
        case .outcome(let state, let balance, let points, let reason, let lane):
            OutcomeSight(state: state, balance: balance, points: points, reason: reason)
                .compare(try operation(lane))
        case .asked(let times, let lane): try asked(times, lane)
        case .refused: .never("no request")
        case .receipt(let text, let lane): receipt(text, lane)
        case .receiptCount(let count, let lane): try receiptCount(count, lane)
        case .job(let state, let lane): try job(state, lane)
        case .event(let type, let count): try event(type, count)
        case .coreBalance(let member, let fen): try coreBalance(member, fen)
        case .corePoints(let member, let points): try corePoints(member, points)
        case .coreCharged(let scheme, let fen): try coreCharged(scheme, fen)
        case .coreReachable(let isUp): try coreReachable(isUp)
        case .allDelivered: try allDelivered()
        case .journalEqualsCore: try JournalComparison(shop: shop, till: till).look()
        }
    }

    func lane(_ name: LaneName) throws(ShopError) -> JSONValue {
        try till.get("/v1/lanes/\(name)")
    }

    private func seeRefused(_ code: String, _ lane: LaneName) throws(ShopError) -> String? {
        guard let refusal = lanes[lane]?.refusal else {
            let state = (try? operation(lane)["state"]?.stringValue) ?? "no request"
            throw ShopError("the last request on lane \(lane) was not refused; it is \(state)")
        }
        guard refusal.code == code else {
            throw ShopError("the last request on lane \(lane) was refused with \(refusal.code)")
        }
        lanes[lane]?.refusal?.isSeen = true
        return Self.advice(code)
    }

    // MARK: the lane

    private func member(_ name: String, _ lane: LaneName) throws(ShopError) -> Sight {
        let view = try self.lane(lane)
        let member = view["visit"]?.arrayValue?.last?["member"]
        guard member?["name"]?.stringValue == name else {
            return .not(Self.describe(view))
        }
        let tier = member?["tier"]?.stringValue ?? ""
        let balance = member?["balance"]?.intValue.map { Money(fen: $0).formatted } ?? "?"
        return .seen("\(name) (\(tier)), \(balance)")
    }

    private func card(_ number: String, _ lane: LaneName) throws(ShopError) -> Sight {
        let view = try self.lane(lane)
        let masked = view["visit"]?.arrayValue?.last?["credential"]?["masked"]?.stringValue
        return masked == Credential.mask(number) ? .seen(masked) : .not(Self.describe(view))
    }

    private func nobody(_ lane: LaneName) throws(ShopError) -> Sight {
        let view = try self.lane(lane)
        return view["visit"]?.arrayValue?.isEmpty == true ? .seen(nil) : .not(Self.describe(view))
    }

    private func notice(_ code: String?, _ lane: LaneName) throws(ShopError) -> Sight {
        let view = try self.lane(lane)
        guard view["notice"]?["code"]?.stringValue == code else {
            return .not(Self.describe(view))
        }
        return .seen(code.map(Self.advice))
    }

    /// Who stands at a lane and what the cashier is told.
    private static func describe(_ view: JSONValue) -> String {
        let visit = (view["visit"]?.arrayValue ?? []).map { identification in
            let member = identification["member"]?["name"]?.stringValue
            let card = identification["credential"]?["masked"]?.stringValue ?? "?"
            let result = identification["result"]?.stringValue ?? "not named by the core"
            return member.map { "\($0) (\(card))" } ?? "\(card) (\(result))"
        }
        let notice = view["notice"]?["code"]?.stringValue ?? "none"
        return (visit.isEmpty ? "nobody" : visit.joined(separator: ", ")) + "; notice \(notice)"
    }

    /// What the cashier reads.
    private static func advice(_ code: String) -> String {
        let entry = Problem(code).entry
        return [entry.title, entry.cashier].map { "\($0.chinese) \($0.english)" }.joined(separator: " ")
    }

    // MARK: requests

    /// The lane's last request as it stands.
    private func operation(_ lane: LaneName) throws(ShopError) -> JSONValue {
        if let refusal = lanes[lane]?.refusal, !refusal.isSeen {
            throw ShopError("the request in line \(refusal.line) was refused with \(refusal.code)")
        }
        guard let id = lanes[lane]?.operation else {
            throw ShopError("there was no request on lane \(lane)")
        }
        return try till.get("/v1/operations/\(id)")
    }

    private func asked(_ times: Int, _ lane: LaneName) throws(ShopError) -> Sight {
        let attempts = try operation(lane)["attempts"]?.intValue ?? 0
        if attempts > times {
            return .never("the core was asked \(attempts) times")
        }
        return attempts == times ? .seen(nil) : .not("the core was asked \(attempts) times")
    }

    // MARK: paper

    private func receipt(_ text: String, _ lane: LaneName) -> Sight {
        guard let last = shop.printers.receipts(on: lane).last else {
            return .not("no receipt on lane \(lane)")
        }
        return last.text.contains(text) ? .seen(nil) : .not("the last receipt\n\(last.text)")
    }

    private func receiptCount(_ count: Int, _ lane: LaneName) throws(ShopError) -> Sight {
        let paper = shop.printers.receipts(on: lane).count
        guard paper <= count else {
            return .never("\(paper) receipts came out on lane \(lane)")
        }
        let printer = shop.plan.printerLane(of: lane)
        let open = try jobs { shop.plan.printerLane(of: $0) == printer }.filter { $0["final"] != true }
        guard paper == count, open.isEmpty else {
            let states = open.map {
                "\($0["state"]?.stringValue ?? "?") (\($0["problem"]?["code"]?.stringValue ?? "-"))"
            }
            let under = states.isEmpty ? "none under way" : "under way: " + states.joined(separator: ", ")
            return .not("\(paper) receipts came out on lane \(lane); \(under)")
        }
        receipts[printer ?? lane] = count
        return .seen(nil)
    }

    private func job(_ state: ReceiptJob.State, _ lane: LaneName) throws(ShopError) -> Sight {
        guard let job = try lastJob(lane) else {
            return .not("no receipt job on lane \(lane)")
        }
        let there = job["state"]?.stringValue ?? "?"
        return there == state.rawValue
            ? .seen(nil) : .not("the last receipt job is \(there) (\(job["problem"]?["code"]?.stringValue ?? "-"))")
    }

    /// The lane's newest receipt job.
    func lastJob(_ lane: LaneName) throws(ShopError) -> JSONValue? {
        try jobs { $0 == lane }.first
    }

    /// Receipt jobs of the chosen lanes, newest first.
    private func jobs(of isChosen: (LaneName) -> Bool) throws(ShopError) -> [JSONValue] {
        let all = try till.get("/v1/receipts?limit=1000")["receipts"]?.arrayValue ?? []
        return all.filter { $0["lane"]?.stringValue.flatMap(LaneName.init).map(isChosen) ?? false }
    }

    // MARK: journal and core

    private func event(_ type: String, _ count: Int) throws(ShopError) -> Sight {
        let there = try till.events().filter { $0["type"]?.stringValue == type }.count
        if there > count {
            return .never("\(there) events of this type")
        }
        return there == count ? .seen(nil) : .not("\(there) events of this type")
    }

    private func coreBalance(_ member: String, _ fen: Int64) throws(ShopError) -> Sight {
        let there = try shop.books.member(member).balance
        return there == fen ? .seen(nil) : .not("the core's books say \(Money(fen: there).decimal)")
    }

    private func corePoints(_ member: String, _ points: Int64) throws(ShopError) -> Sight {
        let there = try shop.books.member(member).points
        return there == points ? .seen(nil) : .not("the core's books say \(there) points")
    }

    private func coreReachable(_ isUp: Bool) throws(ShopError) -> Sight {
        let core = try till.get("/v1/status")["core"]
        guard core?["reachable"]?.boolValue == isUp else {
            return .not(isUp ? "not reachable: \(core?["problem"]?.stringValue ?? "-")" : "reachable")
        }
        return .seen(nil)
    }

    private func allDelivered() throws(ShopError) -> Sight {
        let streams = try till.get("/v1/status")["streams"]?.arrayValue ?? []
        let waiting = streams.filter { $0["waiting"]?.intValue != 0 }.map { stream in
            "\(stream["waiting"]?.intValue ?? 0) of \(stream["stream"]?.stringValue ?? "?")"
        }
        guard waiting.isEmpty, !streams.isEmpty else {
            return .not("events wait for the core: " + waiting.joined(separator: ", "))
        }
        return .seen(nil)
    }
}
