import Cards
import Domain
import HID

/// Reads the list `cards`: card profiles, and profiles of swipes and scans, told apart by what they say they read.
struct ProfilesReader {
    /// What tells a profile of swipes and scans.
    private static let codeSources = ["track", "barcode", "gs1", "em4100"]

    let report: ConfigurationReport
    let keys: KeyShelf
    let hasCore: Bool

    func read(_ nodes: [JSONNode]) -> (cards: [CardProfile], codes: [CodeProfile]) {
        var cards: [CardProfile] = []
        var codes: [CodeProfile] = []
        var names: [String] = []
        let cardReader = CardProfileReader(report: report, keys: keys)
        let codeReader = CodeProfileReader(report: report, keys: keys, hasCore: hasCore)
        for node in nodes {
            guard let section = Section(node, report) else {
                continue
            }
            let sources = (["family"] + Self.codeSources).filter(section.has)
            guard let source = sources.first, sources.count == 1 else {
                report.add(
                    sources.isEmpty
                        ? "“family” is missing here, or “track”, “barcode”, “gs1” or “em4100”"
                        : "a profile reads one thing; this one says \(sources.joined(separator: " and "))",
                    at: node.position
                )
                continue
            }
            var name: String?
            if source == "family" {
                if let card = cardReader.read(section, after: cards) {
                    cards.append(card)
                    name = card.name
                }
            } else if let code = codeReader.read(section, source: source, after: codes) {
                codes.append(code)
                name = code.name
            }
            if let name {
                if names.contains(name) {
                    report.add("there are two profiles “\(name)”", at: node.position)
                }
                names.append(name)
            }
        }
        return (cards, codes)
    }
}
