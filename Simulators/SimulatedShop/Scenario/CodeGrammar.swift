import HID

/// The words for scanners and swipers, codes and stripe cards.
enum CodeGrammar {
    /// After `with`: adjectives, then `scanner`, `swiper` or `printer`.
    static func device(_ words: inout Words, of lane: inout ShopLane) throws(WordError) {
        var adjectives: [String] = []
        while true {
            let word = try words.word("scanner, swiper or printer")
            switch word {
            case "scanner":
                guard lane.scanner == nil else {
                    throw WordError(message: "a lane has one scanner")
                }
                lane.scanner = try scanner(adjectives)
                return
            case "swiper":
                guard lane.swiper == nil else {
                    throw WordError(message: "a lane has one swiper")
                }
                lane.swiper = try swiper(adjectives)
                return
            case "printer":
                guard [["usb"], ["star"], ["usb", "star"]].contains(adjectives) else {
                    throw WordError(
                        message: "“\(adjectives.joined(separator: " "))” is no kind of printer: usb, star, usb star"
                    )
                }
                lane.printerLine = adjectives.contains("usb") ? .usb : .serial
                lane.printerModel = adjectives.contains("star") ? .star : .epson
                return
            default: adjectives.append(word)
            }
        }
    }

    private static func scanner(_ adjectives: [String]) throws(WordError) -> ShopScannerKind {
        switch adjectives {
        case []: return .pos
        case ["keyboard"]: return .keyboard(layout: "us")
        case ["composite"]: return .composite
        case ["serial"]: return .serial
        default:
            let layouts = KeyboardLayout.all.map(\.name)
            guard adjectives.count == 2, layouts.contains(adjectives[0]), adjectives[1] == "keyboard" else {
                throw WordError(
                    message:
                        "“\(adjectives.joined(separator: " "))” is no kind of scanner: keyboard, composite, serial, "
                        + "or one of \(layouts.joined(separator: ", ")) before keyboard"
                )
            }
            return .keyboard(layout: adjectives[0])
        }
    }

    private static func swiper(_ adjectives: [String]) throws(WordError) -> ShopSwiperKind {
        switch adjectives {
        case []: return .clear
        case ["encrypted"]: return .encrypted
        case ["keyboard"]: return .keyboard
        case ["raw"]: return .raw
        default:
            throw WordError(
                message: "“\(adjectives.joined(separator: " "))” is no kind of swiper: encrypted, keyboard, raw"
            )
        }
    }

    /// After `scan`.
    static func code(_ words: inout Words) throws(WordError) -> ShopCode {
        let what = try words.word("a code")
        switch what {
        case "member": return .member(try words.word("a card number"))
        case "app": return .app(try words.word("a card number"))
        case "screenshot": return .screenshot(try words.word("a card number"))
        case "gs1": return .gs1(try words.word("a card number"))
        case "tag": return .tag(try words.word("a tag's number"))
        case "badge": return .badge(try words.word("a badge number"))
        case "coupon": return .coupon(try words.word("a coupon's code"))
        case "merchant": return .merchant
        case "again": return .again
        case "text": return .text(try words.textBeforeOn())
        case "payment":
            let scheme: PaymentScheme = try words.choice("a payment scheme")
            return .payment(scheme, words.take("wallet") ? try words.choice("what is in the wallet") : .full)
        default:
            throw WordError(
                message: "“\(what)” is no code: member, app, screenshot, gs1, tag, badge, coupon, payment, merchant, "
                    + "text, again"
            )
        }
    }

    /// After `swipe`.
    static func stripe(_ words: inout Words) throws(WordError) -> ShopStripe {
        if words.take("card") {
            let number = try words.word("a card number")
            return words.take("backwards") ? .backwards(number) : .member(number)
        }
        if words.take("half") {
            try words.expect("card")
            return .half(try words.word("a card number"))
        }
        return .stranger(try words.choice("a stripe (card NUMBER, half card NUMBER)"))
    }
}
