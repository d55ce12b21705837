/// Why a check does not hold, or the guest does not do what it is asked.
struct CheckFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws with the reason unless the condition holds.
func require(_ condition: Bool, _ reason: @autoclosure () throws -> String) throws {
    guard condition else {
        throw CheckFailure(try reason())
    }
}
