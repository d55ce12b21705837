import Domain

/// The words of scenario lines; `grammar.txt` says the same for people, and a test holds one against the other.
enum ScenarioGrammar {
    static func step(_ words: [String]) throws(WordError) -> ScenarioStep {
        var rest = Words(words)
        let step = try first(&rest)
        guard let more = rest.next() else {
            return step
        }
        throw WordError(message: "“\(more)” is too much here")
    }

    private static func first(_ words: inout Words) throws(WordError) -> ScenarioStep {
        switch words.next() {
        case "language": .language(try words.word("a language"))
        case "lane": try lane(&words)
        case "policy": try policy(&words)
        case "offline": try offline(&words)
        case "member": try member(&words)
        case "card": try cardKind(&words)
        case "coupon": .coupon(code: try words.word("a code"), fen: try words.amount(after: "worth"))
        case "lost": .lostCard(try words.after("card"))
        case "tap": .tap(try card(&words), try words.onLane())
        case "scan": .scan(try CodeGrammar.code(&words), try words.onLane())
        case "swipe": .swipe(try CodeGrammar.stripe(&words), try words.onLane())
        case "remove": .removeCard(try onLane(&words, after: "card"))
        case "ring": try ringUp(&words)
        case "pay": try pay(&words)
        case "sale": try operation(.sale, fen: try words.amount(), &words)
        case "recharge": try operation(.recharge, fen: try words.amount(), &words)
        case "inquiry": try operation(.inquiry, fen: 0, &words)
        case "refund": .refund(fen: try words.amount(), try words.onLane())
        case "void": .void(try words.onLane())
        case "cancel": .cancel(try words.onLane())
        case "reprint": .reprint(try words.onLane())
        case "print": .print(text: try words.textBeforeOn(), try words.onLane())
        case "end": .endVisit(try onLane(&words, after: "visit"))
        case "core": try core(&words)
        case "pcscd": .pcscd(try words.choice("what becomes of it"))
        case "daemon": try daemon(&words)
        case "paper": try paper(&words)
        case "printer": .printer(.power, try words.choice("what becomes of it"), try anyLane(&words))
        case "cover": .printer(.cover, try cover(&words), try anyLane(&words))
        case "cable": try cable(&words)
        case "reader": try reader(&words)
        case "scanner": .plug(.scanner, try words.choice("what becomes of it"), try words.onLane())
        case "swiper": .plug(.swiper, try words.choice("what becomes of it"), try words.onLane())
        case "see": .see(try SightGrammar.sight(&words))
        case let other: throw WordError(message: "“\(other ?? "")” is no step")
        }
    }

    private static func onLane(_ words: inout Words, after word: String) throws(WordError) -> LaneName {
        try words.expect(word)
        return try words.onLane()
    }

    private static func anyLane(_ words: inout Words) throws(WordError) -> LaneName? {
        words.isEmpty ? nil : try words.onLane()
    }

    // MARK: the shop and the books

    private static func lane(_ words: inout Words) throws(WordError) -> ScenarioStep {
        var lane = ShopLane(name: try words.lane())
        while let word = words.next() {
            switch word {
            case "prints": lane.printer = .sharedWith(try words.onLane())
            case "without":
                try words.expect("printer")
                lane.printer = .none
            case "with", "and": try CodeGrammar.device(&words, of: &lane)
            default: throw WordError(message: "“\(word)” is too much here")
            }
        }
        return .lane(lane)
    }

    private static func policy(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let kind: Operation.Kind = try words.choice("a kind of operation")
        let amount = try words.amount(after: "from")
        try words.expect("needs")
        return .policy(kind, fromFen: amount, try words.choice("an assurance"))
    }

    private static func offline(_ words: inout Words) throws(WordError) -> ScenarioStep {
        try words.expect("sales")
        try words.expect("up")
        return .offlineSales(upToFen: try words.amount(after: "to"))
    }

    private static func member(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let id = try words.word("a member id")
        let name = try words.word("a name")
        let tier = try words.word("a tier")
        let card = try words.after("card")
        let phone = words.take("phone") ? try words.word("a phone number") : nil
        let points = words.take("points") ? try words.number() : 0
        return .member(
            ShopMember(
                id: id,
                name: name,
                tier: tier,
                card: card,
                phone: phone,
                points: Int64(points),
                balanceFen: try words.amount(after: "balance")
            )
        )
    }

    private static func cardKind(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let number = try words.word("a card number")
        try words.expect("is")
        return .cardKind(card: number, try words.choice("a kind of card"))
    }

    // MARK: people

    private static func card(_ words: inout Words) throws(WordError) -> ShopCard {
        if words.take("card") {
            return .member(try words.word("a card number"))
        }
        return .stranger(try words.choice("a card (card NUMBER)"))
    }

    private static func ringUp(_ words: inout Words) throws(WordError) -> ScenarioStep {
        try words.expect("up")
        let article = try words.word("an article")
        let quantity = try words.quantity()
        let price = try words.amount(after: "at")
        return .ringUp(ShopLine(article: article, quantity: quantity, price: price), try words.onLane())
    }

    private static func pay(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let fen = try words.amount()
        let means = try words.after("with")
        let tender =
            switch means {
            case "coupon": ShopTender(kind: .coupon, fen: fen, reference: try words.word("a coupon's code"))
            case "points": ShopTender(kind: .points, fen: fen, reference: nil)
            case "cash", "bankcard", "wechat", "alipay": ShopTender(kind: .outside, fen: fen, reference: means)
            default:
                throw WordError(message: "“\(means)” is not coupon CODE, points, cash, bankcard, wechat or alipay")
            }
        return .pay(tender, try words.onLane())
    }

    private static func operation(
        _ kind: Operation.Kind,
        fen: Int64,
        _ words: inout Words
    ) throws(WordError) -> ScenarioStep {
        let lane = try words.onLane()
        if words.take("typed") {
            return .operate(kind, fen: fen, lane, .typed(try words.word("a number")))
        }
        if words.take("phone") {
            return .operate(kind, fen: fen, lane, .phone(try words.word("a phone number")))
        }
        if words.take("next") {
            var means: Set<ShopMeans> = [try words.choice("card or code")]
            if words.take("or") {
                means.insert(try words.choice("card or code"))
            }
            return .operate(kind, fen: fen, lane, .next(means))
        }
        return .operate(kind, fen: fen, lane, .presented)
    }

    // MARK: trouble

    private static func core(_ words: inout Words) throws(WordError) -> ScenarioStep {
        if words.take("loses") {
            try words.expect("next")
            try words.expect("answer")
            return .coreLosesNextAnswer
        }
        if words.take("talks") {
            try words.expect("nonsense")
            let times = try words.number()
            try words.expect("times")
            return .coreTalksNonsense(times: times)
        }
        return .core(try words.choice("what becomes of it"))
    }

    private static func daemon(_ words: inout Words) throws(WordError) -> ScenarioStep {
        words.take("killed") ? .daemonKilled : .daemon(try words.choice("what becomes of it"))
    }

    private static func cover(_ words: inout Words) throws(WordError) -> ShopSwitch {
        switch words.next() {
        case "open": .off
        case "closed": .on
        case let other: throw WordError(message: "“\(other ?? "")” is neither open nor closed")
        }
    }

    private static func paper(_ words: inout Words) throws(WordError) -> ScenarioStep {
        let state: ShopSwitch = try words.choice("what becomes of it")
        guard state == .off, words.take("after") else {
            return .printer(.paper, state, try anyLane(&words))
        }
        let count = try words.number()
        try words.expect("bytes")
        return .paperOff(afterBytes: count, try words.onLane())
    }

    private static func cable(_ words: inout Words) throws(WordError) -> ScenarioStep {
        switch words.next() {
        case "out" where words.take("after"):
            let count = try words.number()
            try words.expect("bytes")
            return .cableOut(afterBytes: count, try words.onLane())
        case "out": return .printer(.cable, .off, try anyLane(&words))
        case "in": return .printer(.cable, .on, try anyLane(&words))
        case let other: throw WordError(message: "“\(other ?? "")” is neither out nor in")
        }
    }

    private static func reader(_ words: inout Words) throws(WordError) -> ScenarioStep {
        switch words.next() {
        case "busy": .reader(busy: true, try words.onLane())
        case "free": .reader(busy: false, try words.onLane())
        case let other: throw WordError(message: "“\(other ?? "")” is neither busy nor free")
        }
    }
}
