import Domain
import HID

/// The words after `see`.
enum SightGrammar {
    static func sight(_ words: inout Words) throws(WordError) -> ScenarioSight {
        let what = try words.word("something to see")
        return switch what {
        case "member": .member(name: try words.textBeforeOn(), try words.onLane())
        case "card": .card(try words.word("a card number"), try words.onLane())
        case "nobody": .nobody(try words.onLane())
        case "staff": .staff(try words.word("a badge number"), try words.onLane())
        case "scanner": .plug(.scanner, try words.choice("on or off"), try words.onLane())
        case "swiper": .plug(.swiper, try words.choice("on or off"), try words.onLane())
        case "beeps": .beeps(try words.number(), try words.onLane())
        case "notice": try notice(&words)
        case "refused": .refused(code: try problem(&words), try words.onLane())
        case "asked": try asked(&words)
        case "receipt": .receipt(text: try words.textBeforeOn(), try words.onLane())
        case "receipts": .receiptCount(try words.number(), try words.onLane())
        case "job": .job(try words.choice("a state of a receipt job"), try words.onLane())
        case "event":
            .event(type: try words.word("an event type"), count: words.isEmpty ? 1 : try words.number())
        case "core": try core(&words)
        case "everything": try everything(&words)
        case "journal": try journal(&words)
        default: try outcome(what, &words)
        }
    }

    private static func notice(_ words: inout Words) throws(WordError) -> ScenarioSight {
        let code = words.take("none") ? nil : try problem(&words)
        return .notice(code: code, try words.onLane())
    }

    private static func problem(_ words: inout Words) throws(WordError) -> String {
        let code = try words.word("a problem code")
        guard ProblemCatalogue.shared.contains(code) else {
            throw WordError(message: "“\(code)” is no problem code")
        }
        return code
    }

    private static func asked(_ words: inout Words) throws(WordError) -> ScenarioSight {
        let times = try words.number()
        try words.expect("times")
        return .asked(times: times, try words.onLane())
    }

    private static func core(_ words: inout Words) throws(WordError) -> ScenarioSight {
        switch words.next() {
        case "up": .coreReachable(true)
        case "down": .coreReachable(false)
        case "balance": .coreBalance(member: try words.word("a member id"), fen: try words.amount())
        case "points": .corePoints(member: try words.word("a member id"), Int64(try words.number()))
        case "charged": .coreCharged(try words.choice("a payment scheme"), fen: try words.amount())
        case let other: throw WordError(message: "“\(other ?? "")” is not balance, points, charged, up or down")
        }
    }

    private static func everything(_ words: inout Words) throws(WordError) -> ScenarioSight {
        try words.expect("delivered")
        return .allDelivered
    }

    private static func journal(_ words: inout Words) throws(WordError) -> ScenarioSight {
        try words.expect("equals")
        try words.expect("core")
        return .journalEqualsCore
    }

    private static func outcome(_ what: String, _ words: inout Words) throws(WordError) -> ScenarioSight {
        guard let state = Operation.State(rawValue: what) else {
            throw WordError(message: "“\(what)” cannot be seen")
        }
        let balance = words.take("balance") ? try words.amount() : nil
        let points = words.take("points") ? Int64(try words.number()) : nil
        let reason = words.take("because") ? try words.word("a reason") : nil
        return .outcome(state, balanceFen: balance, points: points, reason: reason, try words.onLane())
    }
}
