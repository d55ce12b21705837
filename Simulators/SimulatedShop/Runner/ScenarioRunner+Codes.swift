import Domain
import HID

/// What people scan and swipe, and the plugs they pull.
extension ScenarioRunner {
    func scan(_ code: ShopCode, _ lane: LaneName) throws(ShopError) {
        guard let scanner = shop.devices.scanners[lane] else {
            throw ShopError("there is no scanner on lane \(lane)")
        }
        guard let symbol = try ShopCodes.symbol(code) ?? lastSymbol else {
            throw ShopError("nothing was scanned yet")
        }
        lastSymbol = symbol
        guard shop.isDaemonRunning else {
            scanner.scanUnheard(symbol)
            return
        }
        try waitUntilThere(.scanner, lane)
        guard scanner.scan(symbol) else {
            throw ShopError("the counter did not take the code from the scanner")
        }
    }

    func swipe(_ stripe: ShopStripe, _ lane: LaneName) throws(ShopError) {
        guard let swiper = shop.devices.swipers[lane] else {
            throw ShopError("there is no swiper on lane \(lane)")
        }
        guard shop.isDaemonRunning else {
            return
        }
        try waitUntilThere(.swiper, lane)
        let isBackwards = if case .backwards = stripe { true } else { false }
        guard swiper.swipe(ShopStripes.card(stripe), backwards: isBackwards) else {
            throw ShopError("the counter did not take the swipe from the swiper")
        }
    }

    /// Pulls a plug and waits until the counter has noticed, when it is there to notice; or puts it back.
    func turn(_ plug: ShopPlug, _ state: ShopSwitch, _ lane: LaneName) throws(ShopError) {
        guard shop.devices.id(plug, on: lane) != nil else {
            throw ShopError("there is no \(plug.rawValue) on lane \(lane)")
        }
        try shop.devices.turn(plug, state, on: lane)
        if state == .off, shop.isDaemonRunning {
            _ = try wait { () throws(ShopError) in try look(at: plug, is: .off, lane) }
        }
    }

    private func waitUntilThere(_ plug: ShopPlug, _ lane: LaneName) throws(ShopError) {
        _ = try wait { () throws(ShopError) in try look(at: plug, is: .on, lane) }
    }

    func look(at plug: ShopPlug, is state: ShopSwitch, _ lane: LaneName) throws(ShopError) -> Sight {
        guard let id = shop.devices.id(plug, on: lane) else {
            return .never("no \(plug.rawValue) on lane \(lane)")
        }
        let all = try till.get("/v1/devices")["devices"]?.arrayValue ?? []
        let isThere = all.contains { $0["id"]?.stringValue == id.text && $0["connected"] == true }
        let there = isThere ? ShopSwitch.on : .off
        return there == state ? .seen(nil) : .not("the \(plug.rawValue) on lane \(lane) is \(there.rawValue)")
    }

    func staff(_ number: String, _ lane: LaneName) throws(ShopError) -> Sight {
        let staff = try self.lane(lane)["staff"]?["credential"]?["masked"]?.stringValue
        return staff == Credential.mask(number) ? .seen(staff) : .not("signed in there: \(staff ?? "nobody")")
    }

    func beeps(_ count: Int, _ lane: LaneName) throws(ShopError) -> Sight {
        switch shop.devices.scanners[lane]?.hasBeeped(count) {
        case nil: .never("no scanner on lane \(lane) that can be told to beep")
        case false: .not("fewer beeps")
        case true: .seen(nil)
        }
    }

    func coreCharged(_ scheme: PaymentScheme, _ fen: Int64) throws(ShopError) -> Sight {
        let there = try shop.books.charged(scheme.rawValue)
        return there == fen ? .seen(nil) : .not("wallets of \(scheme.rawValue) have paid \(Money(fen: there).decimal)")
    }
}
