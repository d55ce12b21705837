import Commands
import CoreSimulator
import Domain
import HID
import SimulatedShop

/// Tells a scenario to somebody who sees Countertop for the first time.
final class DemoShow {
    let paper: PaperTray
    /// Paths of the receipts' pictures, in the order they came out.
    private(set) var pictures: [String] = []
    /// Requests that the counter refused.
    private(set) var refusals = 0
    private let screen: Screen
    private let shop: Shop
    /// Receipts shown so far, by lane.
    private var shown: [LaneName: Int] = [:]

    init(screen: Screen, shop: Shop, paper: PaperTray) {
        self.screen = screen
        self.shop = shop
        self.paper = paper
    }

    /// What was started.
    func open() {
        let printers = shop.printers.lanes.count
        let scanners = shop.plan.lanes.count { $0.scanner != nil }
        let swipers = shop.plan.lanes.count { $0.swiper != nil }
        mark("pcscd in a namespace of its own, with \(count(shop.plan.lanes.count, "virtual card reader"))")
        mark("\(count(printers, "receipt printer")) on \(printers == 1 ? "a pseudo-terminal" : "pseudo-terminals")")
        let devices = [count(scanners, "barcode scanner"), count(swipers, "magstripe reader")]
        if scanners + swipers > 0 {
            mark(devices.filter { !$0.hasPrefix("0") }.joined(separator: " and ") + " on simulated USB ports")
        }
        mark("the reference loyalty core on \(shop.core.url), with \(count(shop.plan.members.count, "member"))")
        mark("countertopd, ready for cards, codes and tills on \(shop.folder.socket)")
        screen.line()
    }

    /// One step of the scenario, when it is done.
    func tell(_ progress: ScenarioProgress) {
        guard case .done(let step, let note, _) = progress else {
            return
        }
        switch step.step {
        case .see(let sight): saw(sight, note)
        default: screen.line(Self.lane(step.text) + screen.bold(Self.act(step.text)))
        }
        showPaper()
    }

    private func saw(_ sight: ScenarioSight, _ note: String?) {
        if case .refused = sight {
            refusals += 1
        }
        let text: String? =
            switch sight {
            case .member: note.map { "欢迎 Welcome, \($0)" }
            case .receipt, .receiptCount: nil
            case .coreBalance(let member, let fen): "the core's books: \(member) has \(Money(fen: fen).formatted)"
            case .coreCharged(let scheme, let fen):
                "wallets of \(scheme.rawValue) have paid \(Money(fen: fen).formatted)"
            case .allDelivered: "nothing waits for the core"
            case .journalEqualsCore: "the core has every event of the journal: " + (note ?? "")
            default: note
            }
        if let text {
            screen.line("        " + screen.good("→ ") + text)
        }
    }

    /// Receipts that have come out since the last look.
    func showPaper() {
        for lane in shop.printers.lanes {
            let receipts = shop.printers.receipts(on: lane)
            for number in (shown[lane] ?? 0)..<receipts.count {
                let name = "lane-\(lane)-receipt-\(number + 1)"
                screen.line(PaperTray.drawn(receipts[number], indent: 10))
                do throws(ShopError) {
                    let path = try paper.keep(receipts[number], as: name)
                    pictures.append(path)
                    screen.line("          " + screen.faint(path))
                } catch {
                    screen.problem(error.description)
                }
            }
            shown[lane] = receipts.count
        }
    }

    private func mark(_ text: String) {
        screen.line("  " + screen.good("✓") + " " + text)
    }

    private func count(_ number: Int, _ thing: String) -> String {
        number == 1 ? "1 \(thing)" : "\(number) \(thing)s"
    }

    /// `lane 1` in front of what is done there; blanks for the whole shop.
    private static func lane(_ text: String) -> String {
        let parts = text.components(between: " on lane ")
        return CellText.pad(parts.map { "lane " + ($0.after.split(separator: " ").first ?? "") } ?? "", to: 8)
    }

    private static func act(_ text: String) -> String {
        guard let parts = text.components(between: " on lane ") else {
            return text
        }
        return ([Substring(parts.before)] + parts.after.split(separator: " ").dropFirst()).joined(separator: " ")
    }
}

extension String {
    /// What is before and after the last occurrence of `mark`.
    fileprivate func components(between mark: String) -> (before: String, after: String)? {
        var start = endIndex
        while start > startIndex {
            start = index(before: start)
            if self[start...].hasPrefix(mark) {
                return (String(self[..<start]), String(self[start...].dropFirst(mark.count)))
            }
        }
        return nil
    }
}
