import Domain

/// The words of scenario lines.
enum ScenarioGrammar {
    static func step(_ words: [String]) throws(WordError) -> ScenarioStep {
        var rest = Words(words)
        let step = try first(&rest)
        guard rest.isEmpty else {
            throw WordError(message: "unexpected “\(rest.next() ?? "")”")
        }
        return step
    }

    private static func first(_ words: inout Words) throws(WordError) -> ScenarioStep {
        switch words.next() {
        case "language": .language(try words.word("a language"))
        case "lane": .lane(try words.lane())
        case "member": try member(&words)
        case "lost": .lostCard(try words.after("card"))
        case "tap": .tap(try card(&words), try words.onLane())
        case "remove": try removal(&words)
        case "sale": try operation(.sale, &words)
        case "recharge": try operation(.recharge, &words)
        case "refund": try operation(.refund, &words)
        case "inquiry": .operate(.inquiry, fen: 0, try words.onLane(), try payer(&words))
        case "void": .void(try words.onLane())
        case "end": try ending(&words)
        case "reprint": .reprint(try words.onLane())
        case "core": try core(&words)
        case "pcscd": .pcscd(try words.onOff())
        case "daemon": .daemon(try words.onOff())
        case "paper": .paper(try words.onOff())
        case "see": try see(&words)
        case let other: throw WordError(message: "“\(other ?? "")” is no step")
        }
    }

    private static func member(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let id = try words.word("a member id")
        let name = try words.word("a name")
        let tier = try words.word("a tier")
        let card = try words.after("card")
        return .member(
            ShopMember(id: id, name: name, tier: tier, card: card, balanceFen: try words.amount(after: "balance"))
        )
    }

    private static func card(_ words: inout Words) throws(WordError) -> ShopCard {
        switch words.next() {
        case "card": .member(try words.word("a card number"))
        case "bank": .bank
        case "random": .randomUID
        case "blank": .blank
        case "mute": .mute
        case let other:
            throw WordError(message: "“\(other ?? "")” is no card: card NUMBER, bank, random, blank or mute")
        }
    }

    private static func removal(_ words: inout Words) throws(WordError) -> ScenarioStep {
        try words.expect("card")
        return .removeCard(try words.onLane())
    }

    private static func ending(_ words: inout Words) throws(WordError) -> ScenarioStep {
        try words.expect("visit")
        return .endVisit(try words.onLane())
    }

    private static func operation(_ kind: Operation.Kind, _ words: inout Words) throws(WordError) -> ScenarioStep {
        let fen = try words.amount()
        let lane = try words.onLane()
        return .operate(kind, fen: fen, lane, try payer(&words))
    }

    private static func payer(_ words: inout Words) throws(WordError) -> ShopPayer {
        if words.take("typed") {
            return .typed(try words.word("a number"))
        }
        if words.take("next") {
            try words.expect("card")
            return .next
        }
        return .presented
    }

    private static func core(_ words: inout Words) throws(WordError) -> ScenarioStep {
        if words.take("loses") {
            try words.expect("next")
            try words.expect("answer")
            return .coreLosesNextAnswer
        }
        return .core(try words.onOff())
    }

    private static func see(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let what = try words.word("something to see")
        switch what {
        case "member":
            let name = try words.word("a name")
            return .seeMember(name: name, try words.onLane())
        case "notice":
            let code = try words.word("a problem code")
            return .seeNotice(code: code, try words.onLane())
        case "refused":
            let code = try words.word("a problem code")
            return .seeRefused(code: code, try words.onLane())
        case "receipt":
            let text = try words.word("text")
            return .seeReceipt(text: text, try words.onLane())
        case "receipts":
            let count = try words.number()
            return .seeReceiptCount(count, try words.onLane())
        case "event":
            let type = try words.word("an event type")
            return .seeEvent(type: type, count: words.isEmpty ? 1 : try words.number())
        case "core":
            try words.expect("balance")
            let member = try words.word("a member id")
            return .seeCoreBalance(member: member, fen: try words.amount())
        case "everything":
            try words.expect("delivered")
            return .seeAllDelivered
        default:
            guard let state = Operation.State(rawValue: what) else {
                throw WordError(message: "“\(what)” cannot be seen")
            }
            let balance = words.take("balance") ? try words.amount() : nil
            return .seeOutcome(state, balanceFen: balance, try words.onLane())
        }
    }
}
