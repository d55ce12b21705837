import FuzzSupport
import SimulatedShop

/// The words of a scenario: a file is read or refused at one of its lines, and each step is read the same by itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var input = FuzzInput(start, count)
    guard let text = String(validating: input.rest(), as: UTF8.self) else {
        return 0
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    do throws(ScenarioError) {
        let scenario = try Scenario(file: "f", text: text)
        var last = 0
        for step in (scenario.opening + scenario.steps).sorted(by: { $0.line < $1.line }) {
            require(step.line > last && step.line <= lines.count, "a step has a line of its own")
            last = step.line
            require(step.text == String(lines[step.line - 1]), "a step has its text")
            require((try? Scenario.line(step.text))?.step == step.step, "a step is the same by itself")
        }
    } catch {
        require(
            (1...max(1, lines.count)).contains(error.line) && !error.message.isEmpty,
            "an error has a line and words"
        )
    }
    return 0
}
