import Commands
import Domain
import Linux
import SimulatedShop

/// Runs scenario files and tells how each went.
enum ScenarioCommand {
    static let entry = SimCommand(
        name: "scenario",
        summary: "Runs scenario files in a simulated shop and reports.",
        help: """
            countertop-sim scenario FILE... [--json] [--keep FOLDER]

            Opens a shop for each FILE (a path, or the name of one in Simulators/Scenarios), carries out its steps and
            ends with 0 if all came out as written, else with 1. --json prints one line of JSON for each file. --keep
            leaves journal, configuration, logs and the core's books of a single FILE in FOLDER.

            \(Scenario.grammar)
            """,
        run: run
    )

    private static func run(_ words: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let isJSON = words.takeFlag("--json")
        let kept = try words.takeOption("--keep")
        var names: [String] = []
        while let name = words.takeWord() {
            names.append(name)
        }
        try words.finish()
        guard !names.isEmpty else {
            throw .usage("FILE is missing.")
        }
        guard kept == nil || names.count == 1 else {
            throw .usage("--keep takes one FILE.")
        }
        do throws(ShopError) {
            let programs = try ShopPrograms.besideThisProgram()
            let folder = ScenarioFolder.find(above: programs.folder)
            var failures = 0
            for name in names where !Interruption.shared.isRequested {
                let report = ScenarioReport(name: name, screen: isJSON ? nil : screen)
                report.run(in: folder, programs: programs, keeping: kept)
                failures += report.failure == nil ? 0 : 1
                if isJSON {
                    screen.line(JSONWriter.text(report.json))
                }
            }
            return failures == 0 ? 0 : 1
        } catch {
            throw SimFailure(error.description)
        }
    }
}
