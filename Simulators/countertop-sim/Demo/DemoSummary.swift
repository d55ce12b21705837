import Domain
import SimulatedShop

/// What came of the demo, out of the daemon's API and the core's books.
struct DemoSummary {
    let shop: Shop
    let paper: PaperTray
    let screen: Screen

    /// False when journal and core differ.
    func show(pictures: [String]) throws(ShopError) -> Bool {
        let till = shop.makeTill()
        defer { till.close() }
        let streams = try JournalComparison(shop: shop, till: till).streams()
        let events = try till.events()
        screen.line()
        screen.line(screen.bold("Summary"))
        row("cards", cards(events))
        row("operations", try operations(till))
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
        return "\(count(EventType.memberIdentified)) members identified, \(lost) of them by a lost card; "
            + "\(count(EventType.bankCardPresented)) bank card left alone; "
            + "\(count(EventType.cardUnrecognised)) not recognised"
    }

    private func operations(_ till: Till) throws(ShopError) -> String {
        let all = try till.get("/v1/operations?limit=1000")["operations"]?.arrayValue ?? []
        var parts: [String] = []
        for state in Operation.State.allCases {
            let count = all.filter { $0["state"]?.stringValue == state.rawValue }.count
            if count > 0 {
                parts.append("\(count) \(state.rawValue)")
            }
        }
        return parts.joined(separator: ", ")
    }
}
