/// What a runner tells while it carries out steps.
public enum ScenarioProgress: Sendable {
    case began(Scenario.Step)
    /// `note`: what came of it, for people; nil where the step says it all.
    case done(Scenario.Step, note: String?, milliseconds: Int)
    case failed(ScenarioError)
}
