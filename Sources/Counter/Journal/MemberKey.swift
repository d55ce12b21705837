import Domain

/// The key of one member's dynamic code, or of a cashier's badge, as the core's list has it.
public struct MemberKey: Sendable, Hashable {
    /// How many bytes a key has.
    public static let lengths = 16...64

    public let scheme: String
    public let value: String
    /// Nil when the core has withdrawn it.
    public let key: KeyMaterial?

    public init(scheme: String, value: String, key: KeyMaterial?) {
        self.scheme = scheme
        self.value = value
        self.key = key
    }

    public static func == (left: MemberKey, right: MemberKey) -> Bool {
        left.scheme == right.scheme && left.value == right.value
            && left.key?.withBytes { $0 } == right.key?.withBytes { $0 }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(scheme)
        hasher.combine(value)
    }
}
