import Domain

/// A scenario file: words a shop engineer reads, one step a line. `Scenario.grammar` has all the words.
///
/// ```
/// # A recharge at the salon
/// lane 1
/// member M1 张三 gold card 6001000000000001 balance 100.00
///
/// tap card 6001000000000001 on lane 1
/// see member 张三 on lane 1
/// recharge 50.00 on lane 1
/// see confirmed balance 150.00 on lane 1
/// ```
///
/// The lines before the first thing that happens describe the shop and the core's books; then people act, things go
/// wrong, and each `see` waits until what it names is so. It is run by the tests, by the demo and by
/// `countertop-sim scenario`.
public struct Scenario: Sendable {
    public struct Step: Sendable {
        /// From 1.
        public let line: Int
        /// The line as written.
        public let text: String
        public let step: ScenarioStep
    }

    public let file: String
    /// The first comment line.
    public let title: String
    /// What the shop and the books are before it opens.
    public let opening: [Step]
    /// What happens then.
    public let steps: [Step]

    /// Every step there is and what it means, for people.
    public static var grammar: String { String(decoding: PackageResources.grammar_txt, as: UTF8.self) }

    public init(file: String, text: String) throws(ScenarioError) {
        self.file = file
        var title: String?
        var opening: [Step] = []
        var steps: [Step] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(raw)
            if line.hasPrefix("#"), title == nil {
                title = String(line.drop { $0 == "#" || $0 == " " })
            }
            do throws(WordError) {
                guard let step = try Self.step(line) else {
                    continue
                }
                let entry = Step(line: index + 1, text: line, step: step)
                if steps.isEmpty, step.isOpening || step.isBooking {
                    opening.append(entry)
                } else if step.isOpening {
                    throw WordError(message: "this belongs before the first thing that happens")
                } else {
                    steps.append(entry)
                }
            } catch {
                throw ScenarioError(file: file, line: index + 1, message: error.message)
            }
        }
        self.title = title ?? file
        self.opening = opening
        self.steps = steps
    }

    /// One line typed by hand; nil for an empty line or a remark. Its line number is 1.
    public static func line(_ text: String) throws(ScenarioError) -> Step? {
        do throws(WordError) {
            return try step(text).map { Step(line: 1, text: text, step: $0) }
        } catch {
            throw ScenarioError(file: "", line: 1, message: error.message)
        }
    }

    private static func step(_ line: String) throws(WordError) -> ScenarioStep? {
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard !words.isEmpty, !line.hasPrefix("#") else {
            return nil
        }
        return try ScenarioGrammar.step(words)
    }
}
