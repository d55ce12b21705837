import Domain

/// What the counter answered a till.
public struct TillAnswer: Sendable {
    public let status: Int
    /// Null when the body is no JSON.
    public let body: JSONValue
    /// The same key was answered before.
    public let isReplayed: Bool

    public var isSuccess: Bool { (200...299).contains(status) }
    /// The problem's code, when it is one.
    public var problem: String? { isSuccess ? nil : body["code"]?.stringValue ?? "HTTP \(status)" }
}
