import Domain

/// A scenario file: words a shop engineer reads, one step a line.
///
/// ```
/// # A recharge at the salon
/// lane 1
/// member M1 张三 gold card 600100000001 balance 100.00
///
/// tap card 600100000001 on lane 1
/// see member 张三 on lane 1
/// recharge 50.00 on lane 1
/// see confirmed balance 150.00 on lane 1
/// ```
public struct Scenario: Sendable {
    public struct Step: Sendable {
        public let line: Int
        /// The line as written.
        public let text: String
        public let step: ScenarioStep
    }

    public let file: String
    /// The first comment line.
    public let title: String
    public let steps: [Step]

    public init(file: String, text: String) throws(ScenarioError) {
        self.file = file
        var title = file
        var steps: [Step] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = String(raw)
            if line.hasPrefix("#") {
                if title == file {
                    title = String(line.drop { $0 == "#" || $0 == " " })
                }
                continue
            }
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard !words.isEmpty else {
                continue
            }
            do throws(WordError) {
                steps.append(Step(line: index + 1, text: line, step: try ScenarioGrammar.step(words)))
            } catch {
                throw ScenarioError(file: file, line: index + 1, message: error.message)
            }
        }
        self.title = title
        self.steps = steps
    }
}
