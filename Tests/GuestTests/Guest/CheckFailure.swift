/// Why a check does not hold.
struct CheckFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws with the reason unless the condition holds.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws {
    guard condition else {
        throw CheckFailure(reason())
    }
}
