/// Ends the run with a finding; says what was broken also in an optimised build.
public func require(_ condition: @autoclosure () -> Bool, _ promise: StaticString) {
    if !condition() {
        fatalError("broken: \(promise)")
    }
}
