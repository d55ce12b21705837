import Domain

/// What an operation should have come to.
struct OutcomeSight {
    let state: Operation.State
    let balance: Int64?
    let points: Int64?
    let reason: String?

    func compare(_ operation: JSONValue) -> Sight {
        let there = Self.describe(operation)
        guard let state = operation["state"]?.stringValue.flatMap(Operation.State.init(rawValue:)) else {
            return .never(there)
        }
        let outcome = operation["outcome"]
        let reasons = [outcome?["reason"]?.stringValue, operation["problem"]?["code"]?.stringValue]
        let fits =
            state == self.state && (balance == nil || balance == outcome?["balanceAfter"]?.intValue)
            && (points == nil || points == outcome?["pointsBalance"]?.intValue)
            && (reason == nil || reasons.contains(reason))
        guard fits else {
            return state.isFinal ? .never(there) : .not(there)
        }
        return .seen(there)
    }

    /// State, balance before and after, points, and the reason of what was not approved.
    private static func describe(_ operation: JSONValue) -> String {
        var parts = [operation["state"]?.stringValue ?? "no state"]
        let outcome = operation["outcome"]
        if let before = outcome?["balanceBefore"]?.intValue, let after = outcome?["balanceAfter"]?.intValue {
            parts.append("\(Money(fen: before).formatted) → \(Money(fen: after).formatted)")
        }
        if let scheme = operation["payment"]?["scheme"]?.stringValue {
            parts.append("paid with \(scheme)")
        }
        if let points = outcome?["pointsBalance"]?.intValue {
            parts.append("\(points) points")
        }
        if let reason = outcome?["customer"]?.stringValue {
            parts.append(reason)
        }
        if let reason = outcome?["reason"]?.stringValue ?? operation["problem"]?["code"]?.stringValue {
            parts.append("(\(reason))")
        }
        return parts.joined(separator: ", ")
    }
}
