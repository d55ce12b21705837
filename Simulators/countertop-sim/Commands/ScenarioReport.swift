import Domain
import Linux
import SimulatedShop

/// How one scenario went: lines while it runs, and the whole as JSON.
final class ScenarioReport {
    private let name: String
    /// Nil says nothing.
    private let screen: Screen?
    private var title: String
    private var steps: [JSONValue] = []
    private var milliseconds = 0
    private(set) var failure: ScenarioError?

    init(name: String, screen: Screen?) {
        self.name = name
        self.screen = screen
        title = name
    }

    func run(in folder: String?, programs: ShopPrograms, keeping kept: String?) {
        let begin = SystemClock.monotonicNanoseconds
        do throws(ScenarioError) {
            let scenario = try ScenarioFolder.read(name, in: folder)
            title = scenario.title
            screen?.line(screen?.bold(title) ?? title)
            try ScenarioRunner.run(
                scenario,
                programs: programs,
                keeping: kept,
                isCancelled: { Interruption.shared.isRequested },
                observe: note
            )
        } catch {
            failure = error
        }
        milliseconds = Int((SystemClock.monotonicNanoseconds - begin) / 1_000_000)
        guard let screen else {
            return
        }
        if let failure {
            screen.line(screen.bad("  failed: ") + failure.description)
        } else {
            screen.line(screen.good("  passed") + " in \(Self.seconds(milliseconds))")
        }
    }

    private func note(_ progress: ScenarioProgress) {
        switch progress {
        case .began: break
        case .done(let step, let note, let milliseconds):
            let took = String(repeating: " ", count: max(0, 8 - Self.seconds(milliseconds).count))
            let line = "  " + took + Self.seconds(milliseconds) + "  " + step.text
            screen?.line(line + (note.map { screen?.faint("    \($0)") ?? "" } ?? ""))
            var members: JSONObject = ["line": .integer(Int64(step.line)), "step": .string(step.text)]
            members["note"] = note.map { .string($0) }
            members["milliseconds"] = .integer(Int64(milliseconds))
            steps.append(.object(members))
        case .failed: break
        }
    }

    var json: JSONValue {
        var members: JSONObject = ["scenario": .string(name), "title": .string(title)]
        members["passed"] = .bool(failure == nil)
        members["milliseconds"] = .integer(Int64(milliseconds))
        members["steps"] = .array(steps)
        if let failure {
            members["failure"] = [
                "file": .string(failure.file), "line": .integer(Int64(failure.line)),
                "message": .string(failure.message),
            ]
        }
        return .object(members)
    }

    /// `0.05 s`.
    private static func seconds(_ milliseconds: Int) -> String {
        let hundredths = String((milliseconds / 10) % 100)
        return "\(milliseconds / 1000)." + (hundredths.count < 2 ? "0" : "") + hundredths + " s"
    }
}
