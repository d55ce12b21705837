import Commands
import Domain
import SimulatedShop

/// What came of the demo, out of the daemon's API and the core's books.
struct DemoSummary {
    let shop: Shop
    let paper: PaperTray
    let screen: Screen

    /// False when journal and core differ.
    func show(pictures: [String], refused: Int) throws(ShopError) -> Bool {
        let till = shop.makeTill()
        defer { till.close() }
        let streams = try JournalComparison(shop: shop, till: till).streams()
        let events = try till.events()
        screen.line()
        screen.line(screen.bold("Summary"))
        row("cards", cards(events.filter { !Self.isOfScanner($0) }))
        row("codes", codes(events.filter(Self.isOfScanner)))
        row("operations", try operations(till, refused: refused))
        for stream in streams {
            let verdict = stream.isEqual ? screen.good("equal") : screen.bad("they differ")
            row(stream.name, "journal \(stream.journal), acknowledged by the core \(stream.core): \(verdict)")
        }
        row("receipts", pictures.isEmpty ? "none" : "\(pictures.count) printed; as pictures:")
        pictures.forEach { screen.line("              " + $0) }
        return streams.allSatisfy(\.isEqual)
    }

    private func row(_ name: String, _ text: String) {
        screen.line("  " + CellText.pad(name, to: 12) + text)
    }

    private func cards(_ events: [JSONValue]) -> String {
        func count(_ type: String) -> Int { events.filter { $0["type"]?.stringValue == type }.count }
        let lost = events.filter { $0["data"]?["hotlisted"] != nil }.count
        return list([
            (count(EventType.memberIdentified) - lost, "identified"), (lost, "reported lost and refused"),
            (count(EventType.bankCardPresented), "of a bank, left alone"),
            (count(EventType.cardUnrecognised), "not recognised"),
        ])
    }

    private func codes(_ events: [JSONValue]) -> String {
        func count(_ type: String) -> Int { events.filter { $0["type"]?.stringValue == type }.count }
        return list([
            (count(EventType.memberIdentified), "identified"), (count(EventType.paymentCodePresented), "to pay with"),
            (count(EventType.codeUnrecognised), "not recognised"),
        ])
    }

    private static func isOfScanner(_ event: JSONValue) -> Bool {
        event["device"]?.stringValue?.hasPrefix(DeviceID.Kind.scanner.rawValue + ":") == true
    }

    private func operations(_ till: Till, refused: Int) throws(ShopError) -> String {
        let all = try till.get("/v1/operations?limit=1000")["operations"]?.arrayValue ?? []
        let others = Operation.State.allCases.filter { $0 != .confirmed && $0 != .declined }
        let counts = ([.confirmed, .declined] + others).map { state in
            (all.filter { $0["state"]?.stringValue == state.rawValue }.count, state.rawValue)
        }
        return list(counts + [(refused, "refused at the counter")])
    }

    /// `2 of this, 1 of that`; what there is none of is left out.
    private func list(_ counts: [(Int, String)]) -> String {
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}
