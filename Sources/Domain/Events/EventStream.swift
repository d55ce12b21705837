/// One of the three independent, contiguous sequences for the core; telemetry can never block money.
public enum EventStream: String, Sendable, Hashable, CaseIterable {
    case pay, member, device

    /// Small fixed number for arrays and for the journal's column.
    public var index: Int {
        switch self {
        case .pay: 0
        case .member: 1
        case .device: 2
        }
    }
}
