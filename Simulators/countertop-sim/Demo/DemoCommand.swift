import Commands
import Domain
import Linux
import SimulatedShop

/// The main job on simulated devices, told step by step.
enum DemoCommand {
    static let entry = SimCommand(
        name: "demo",
        summary: "Shows the main job: cards, codes, sales, recharges, receipts on two lanes.",
        help: """
            countertop-sim demo [--stay] [--keep FOLDER] [--scenario FILE]

            Opens a shop of two lanes without hardware: a real pcscd with virtual readers, a scanner and a swiper on
            simulated USB ports, simulated receipt printers, the reference core and the real countertopd. Carries out Simulators/Scenarios/two-lanes.txt (or FILE), shows
            each step and each receipt, compares the core's books with the journal and ends with 0 if all is right.

              --stay          leaves the shop open afterwards, says how to play with it, and takes steps from the
                              keyboard ("tap card 6001000000000001 on lane 1"; see countertop-sim scenario --help)
              --keep FOLDER   leaves journal, configuration, logs, the core's books and the receipts in FOLDER; without
                              it only the receipts stay, in a fresh folder under /tmp
            """,
        run: run
    )

    private static func run(_ words: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let stays = words.takeFlag("--stay")
        let kept = try words.takeOption("--keep")
        let named = try words.takeOption("--scenario")
        try words.finish()
        do throws(ShopError) {
            let programs = try ShopPrograms.besideThisProgram()
            let scenario = try scenario(named, programs)
            let folder: String
            if let kept {
                folder = kept + "/receipts"
            } else {
                folder = try ShopFolder.temporary("demo")
            }
            let paper = try PaperTray(folder: folder)
            screen.line(screen.bold("Countertop: a shop with \(scenario.laneCount) lanes and no hardware"))
            defer { paper.removeIfEmpty() }
            let shop = try Shop(ShopPlan(scenario.opening), programs: programs, keeping: kept)
            defer { shop.close() }
            let show = DemoShow(screen: screen, shop: shop, paper: paper)
            show.open()
            let passed = try perform(scenario, in: shop, show, screen)
            if stays, !Interruption.shared.isRequested {
                DemoStay(shop: shop, programs: programs, screen: screen, show: show).run()
            }
            return passed ? 0 : 1
        } catch {
            throw SimFailure(error.description)
        }
    }

    private static func scenario(_ name: String?, _ programs: ShopPrograms) throws(ShopError) -> Scenario {
        do throws(ScenarioError) {
            return try ScenarioFolder.read(name ?? "two-lanes", in: ScenarioFolder.find(above: programs.folder))
        } catch {
            throw ShopError("The demo's scenario: \(error)")
        }
    }

    private static func perform(
        _ scenario: Scenario,
        in shop: Shop,
        _ show: DemoShow,
        _ screen: Screen
    ) throws(ShopError) -> Bool {
        let runner = ScenarioRunner(
            shop: shop,
            file: scenario.file,
            isCancelled: { Interruption.shared.isRequested },
            observe: show.tell
        )
        do throws(ScenarioError) {
            try runner.run(scenario.steps)
            try runner.finish()
        } catch {
            guard !Interruption.shared.isRequested else {
                screen.problem("Interrupted.")
                return false
            }
            screen.problem("The demo failed. \(error)\nThe daemon's last lines:\n\(shop.logTail)")
            return false
        }
        return try DemoSummary(shop: shop, paper: show.paper, screen: screen).show(
            pictures: show.pictures,
            refused: show.refusals
        )
    }
}

extension Scenario {
    /// How many lanes its opening describes.
    fileprivate var laneCount: Int { ShopPlan(opening).lanes.count }
}
