import CardSimulator
import SimulatedShop
import Testing

/// Every file of `Simulators/Scenarios`, as a shop engineer wrote it.
@Suite("Scenarios", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct ScenarioTests {
    /// One scenario, shown by its title.
    struct Entry: Sendable, CustomTestStringConvertible {
        let path: String
        let scenario: Result<Scenario, ScenarioError>

        var testDescription: String { (try? scenario.get().title) ?? path }
    }

    static let entries: [Entry] = {
        let folder = (try? ShopFloor.programs.get()).flatMap { ScenarioFolder.find(above: $0.folder) }
        return folder.map(ScenarioFolder.files)?.map { path in
            Entry(path: path, scenario: Result { () throws(ScenarioError) in try ScenarioFolder.read(path, in: nil) })
        } ?? []
    }()

    @Test("comes out as written", arguments: entries)
    func runs(_ entry: Entry) async throws {
        let scenario = try entry.scenario.get()
        try await ShopFloor.run { programs in
            try ScenarioRunner.run(scenario, programs: programs)
        }
    }

    @Test("there are scenarios, and each has a title of its own")
    func titles() throws {
        let titles = try Self.entries.map { try $0.scenario.get().title }
        #expect(titles.count >= 30)
        #expect(Set(titles).count == titles.count)
        #expect(!titles.contains { $0.hasSuffix(".txt") })
    }
}
