import CardSimulator
import CoreSimulator
import Domain
import SimulatedShop

/// The open shop, to play with until Ctrl-C.
struct DemoStay {
    let shop: Shop
    let programs: ShopPrograms
    let screen: Screen
    let show: DemoShow

    func run() {
        screen.line()
        screen.line(screen.bold("The shop stays open. Ctrl-C or “quit” closes it."))
        screen.line(help)
        let keyboard = Keyboard(screen)
        let runner = ScenarioRunner(
            shop: shop,
            file: "keyboard",
            isCancelled: { Interruption.shared.isRequested },
            observe: show.tell
        )
        while let line = keyboard.next() {
            switch line {
            case "help": screen.line(help)
            case "words": screen.line(Scenario.grammar)
            default: act(line, runner)
            }
        }
        screen.line("Closing the shop.")
    }

    private func act(_ line: String, _ runner: ScenarioRunner) {
        do throws(ScenarioError) {
            if let step = try Scenario.line(line) {
                try runner.run([step])
            }
        } catch {
            screen.line(error.message)
        }
    }

    /// What can be scanned and swiped, as far as the lanes have devices for it.
    private func codes(_ card: String) -> String {
        let lanes = shop.plan.lanes
        let scan = lanes.first { $0.scanner != nil }.map { "  scan member \(card) on lane \($0.name)" }
        let swipe = lanes.first { $0.swiper != nil }.map { "  swipe card \(card) on lane \($0.name)" }
        return [scan, swipe].compactMap { $0 }.joined(separator: "\n")
    }

    private var help: String {
        let socket = shop.folder.socket
        let lane = shop.plan.lanes.first?.name.text ?? "1"
        let card = shop.plan.members.first?.card ?? "6001000000000001"
        return """

            Here, in the words of a scenario (“words” lists them all):
              tap card \(card) on lane \(lane)
              recharge 50.00 on lane \(lane)
            \(codes(card))
              paper off on lane \(lane)

            In another terminal, as a technician:
              \(programs.command) --socket \(socket) watch
              \(programs.command) --socket \(socket) status

            As a till:
              curl -sS --unix-socket \(socket) http://localhost/v1/lanes/\(lane)
              curl -sS --unix-socket \(socket) http://localhost/v1/lanes/\(lane)/sales -H 'Content-Type: application/json' \\
                   -H "Idempotency-Key: $RANDOM$RANDOM" -d '{"amount": 1200, "presented": {"await": ["card"], "seconds": 60}}'

            The core:            \(shop.core.url)
            PC/SC programs:      export \(shop.readers.environment.joined(separator: " "))
            The receipts:        \(show.paper.folder)
            The shop's folder:   \(shop.folder.path)

            """
    }
}
