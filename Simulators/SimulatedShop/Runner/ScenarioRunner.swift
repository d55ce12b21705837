import Domain
import Linux

/// Carries out scenario steps in an open shop and tells how each went. One thread.
public final class ScenarioRunner {
    /// How long a `see` waits; only failures take so long.
    public static let patience = 30_000

    public let shop: Shop
    let till: Till
    let file: String
    var lanes: [LaneName: LaneRecord] = [:]
    /// Receipts last seen to have come out, by the lane whose printer it is.
    var receipts: [LaneName: Int] = [:]
    /// What was scanned last, on whatever lane.
    var lastSymbol: ShopCodes.Symbol?
    var step: Scenario.Step?
    /// pcscd runs.
    var hasCardService = true
    private let isCancelled: () -> Bool
    private let observe: (ScenarioProgress) -> Void

    /// `file` is named in failures; the closures are called on the runner's thread, `isCancelled` often.
    public init(
        shop: Shop,
        file: String,
        isCancelled: @escaping () -> Bool = { false },
        observe: @escaping (ScenarioProgress) -> Void = { _ in }
    ) {
        self.shop = shop
        self.file = file
        self.isCancelled = isCancelled
        self.observe = observe
        till = shop.makeTill()
    }

    deinit {
        till.close()
    }

    /// Opens a shop for a scenario, carries it out and closes the shop.
    public static func run(
        _ scenario: Scenario,
        programs: ShopPrograms,
        keeping folder: String? = nil,
        isCancelled: @escaping () -> Bool = { false },
        observe: @escaping (ScenarioProgress) -> Void = { _ in }
    ) throws(ScenarioError) {
        let shop: Shop
        do throws(ShopError) {
            shop = try Shop(ShopPlan(scenario.opening), programs: programs, keeping: folder)
        } catch {
            throw ScenarioError(file: scenario.file, line: 1, message: "the shop does not open: \(error)")
        }
        defer { shop.close() }
        let runner = ScenarioRunner(shop: shop, file: scenario.file, isCancelled: isCancelled, observe: observe)
        try runner.run(scenario.steps)
        try runner.finish()
    }

    /// Carries out steps; the first that fails ends it.
    public func run(_ steps: [Scenario.Step]) throws(ScenarioError) {
        for step in steps {
            self.step = step
            observe(.began(step))
            let begin = SystemClock.monotonicNanoseconds
            do throws(ShopError) {
                guard !isCancelled() else {
                    throw ShopError("interrupted")
                }
                let note = try perform(step.step)
                let took = Int((SystemClock.monotonicNanoseconds - begin) / 1_000_000)
                observe(.done(step, note: note, milliseconds: took))
            } catch {
                let failure = ScenarioError(
                    file: file,
                    line: step.line,
                    message: ([step.text, error.description] + openRefusals).joined(separator: "\n    ")
                )
                observe(.failed(failure))
                throw failure
            }
        }
    }

    /// What must hold at the end of a scenario: no refusal that nobody looked at, no receipt more than was seen.
    public func finish() throws(ScenarioError) {
        for lane in shop.plan.lanes.map(\.name) {
            let record = lanes[lane] ?? LaneRecord()
            if let refusal = record.refusal, !refusal.isSeen {
                throw ScenarioError(file: file, line: refusal.line, message: unseen(refusal, lane))
            }
        }
        for lane in shop.printers.lanes {
            let count = shop.printers.receipts(on: lane).count
            if let expected = receipts[lane], count != expected {
                throw ScenarioError(
                    file: file,
                    line: step?.line ?? 1,
                    message: "at the end \(count) receipts have come out on lane \(lane); \(expected) were seen"
                )
            }
        }
    }

    /// Refusals nobody looked at: they often are why a later step waits in vain.
    private var openRefusals: [String] {
        shop.plan.lanes.compactMap { lane in
            guard let refusal = lanes[lane.name]?.refusal, !refusal.isSeen else {
                return nil
            }
            return "in line \(refusal.line) " + unseen(refusal, lane.name)
        }
    }

    func unseen(_ refusal: LaneRecord.Refusal, _ lane: LaneName) -> String {
        "the request on lane \(lane) was refused with \(refusal.code), and no step looks at that"
    }

    private func perform(_ step: ScenarioStep) throws(ShopError) -> String? {
        switch step {
        case .language, .lane, .policy, .offlineSales:
            throw ShopError("the shop is open already; this belongs before the first thing that happens")
        case .member, .coupon, .lostCard: _ = try shop.books.apply(step)
        case .cardKind(let card, let kind): cardKinds[card] = kind
        case .tap(let card, let lane): try tap(card, lane)
        case .removeCard(let lane): try removeCard(lane)
        case .scan(let code, let lane): try scan(code, lane)
        case .swipe(let stripe, let lane): try swipe(stripe, lane)
        case .plug(let plug, let state, let lane): try turn(plug, state, lane)
        case .ringUp(let line, let lane): lanes[lane, default: LaneRecord()].lines.append(line)
        case .pay(let tender, let lane): lanes[lane, default: LaneRecord()].tenders.append(tender)
        case .operate(let kind, let fen, let lane, let payer): return try operate(kind, fen: fen, lane, payer)
        case .refund(let fen, let lane): return try refund(fen: fen, lane)
        case .void(let lane): return try void(lane)
        case .cancel(let lane): try cancel(lane)
        case .reprint(let lane): return try reprint(lane)
        case .print(let text, let lane): return try print(text, lane)
        case .endVisit(let lane): try endVisit(lane)
        case .core, .coreLosesNextAnswer, .coreTalksNonsense, .pcscd, .daemon, .daemonKilled, .printer, .cableOut,
            .paperOff,
            .reader:
            try trouble(step)
        case .see(let sight): return try see(sight)
        }
        return nil
    }

    /// What member cards are made of: by the plan, and what was said since.
    lazy var cardKinds: [String: ShopCardKind] = shop.plan.cardKinds

    /// Looks again whenever something happened, until it is as expected or the patience is over.
    func wait(_ look: () throws(ShopError) -> Sight) throws(ShopError) -> String? {
        let deadline = Deadline.after(milliseconds: Self.patience)
        while true {
            let known = shop.watch.changes
            let instead: String
            do throws(ShopError) {
                switch try look() {
                case .seen(let note): return note
                case .never(let text): throw ShopError("there is instead: \(text)")
                case .not(let text): instead = text
                }
            } catch {
                guard shop.daemon.hasFailed else {
                    throw error
                }
                throw ShopError("countertopd ended by itself:\n\(shop.logTail)")
            }
            guard !isCancelled() else {
                throw ShopError("interrupted")
            }
            guard !deadline.isPast else {
                throw ShopError("after \(Self.patience / 1000) seconds there is still: \(instead)")
            }
            // Core and printers do not tell the counter everything: look ten times a second besides.
            shop.watch.wait(beyond: known, until: min(deadline, .after(milliseconds: 100)))
        }
    }
}
