import CardSimulator
import SimulatedShop

/// The readers of `countertop-sim card` and what lies on them.
struct CardTable {
    private let daemon: PCSCDaemon
    private let count: Int
    /// What lies on each reader, for people; nil for nothing.
    private var lying: [String?]
    private var isUp = true

    init(daemon: PCSCDaemon, count: Int) {
        self.daemon = daemon
        self.count = count
        lying = Array(repeating: nil, count: count)
    }

    var list: String {
        (0..<count).map { "  reader \($0 + 1)  \(daemon.readerNames[2 * $0])  \(lying[$0] ?? "empty")" }
            .joined(separator: "\n")
    }

    /// Does what a line says; the answer is for the person who typed it.
    mutating func act(_ line: String) throws(SimFailure) -> String {
        let words = line.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("list", 1): return list
        case ("lay", 4) where words[2] == "on":
            return try lay(words[1], kind: nil, on: words[3])
        case ("lay", 6) where words[2] == "as" && words[4] == "on":
            return try lay(words[1], kind: words[3], on: words[5])
        case ("take", 2):
            let reader = try reader(words[1])
            daemon.slot(2 * reader).remove()
            lying[reader] = nil
            return seen(reader, "pcscd has seen it go.")
        case ("pcscd", 2) where words[1] == "off":
            daemon.kill()
            isUp = false
            return "pcscd is down; the cards stay where they lie."
        case ("pcscd", 2) where words[1] == "on":
            do throws(RigError) {
                try daemon.start()
            } catch {
                throw SimFailure(error.description)
            }
            isUp = true
            return "pcscd runs."
        default: throw SimFailure.notUnderstood(line)
        }
    }

    private mutating func lay(_ what: String, kind: String?, on text: String) throws(SimFailure) -> String {
        let reader = try reader(text)
        let card: any VirtualCard
        if let stranger = ShopCard.Stranger(rawValue: what) {
            card = ShopCards.card(.stranger(stranger))
        } else {
            guard what.utf8.count == 16, what.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                let others = ShopCard.Stranger.allCases.map(\.rawValue).joined(separator: ", ")
                throw SimFailure("“\(what)” is no card: 16 digits, or one of \(others).")
            }
            guard let kind = ShopCardKind(rawValue: kind ?? "classic") else {
                let kinds = ShopCardKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw SimFailure("“\(kind ?? "")” is no kind of card: \(kinds).")
            }
            card = ShopCards.card(.member(what), kinds: [what: kind])
        }
        daemon.slot(2 * reader).insert(card)
        lying[reader] = kind.map { "\(what) as \($0)" } ?? what
        return seen(reader, "pcscd has seen it.")
    }

    private func seen(_ reader: Int, _ text: String) -> String {
        guard isUp else {
            return "pcscd is down; it will see when it runs."
        }
        return daemon.slot(2 * reader).waitUntilSeen() ? text : "pcscd does not look."
    }

    private func reader(_ text: String) throws(SimFailure) -> Int {
        guard let number = Int(text), (1...count).contains(number) else {
            throw SimFailure(count == 1 ? "There is reader 1 only." : "There are readers 1 to \(count).")
        }
        return number - 1
    }
}
