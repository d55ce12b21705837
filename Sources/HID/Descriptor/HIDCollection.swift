/// A node of the descriptor's collection tree (HID 1.11 §6.2.2.6).
public struct HIDCollection: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case physical, application, logical, report, namedArray, usageSwitch, usageModifier
        case reserved(UInt8)
        case vendor(UInt8)

        init(_ value: UInt8) {
            switch value {
            case 0: self = .physical
            case 1: self = .application
            case 2: self = .logical
            case 3: self = .report
            case 4: self = .namedArray
            case 5: self = .usageSwitch
            case 6: self = .usageModifier
            case 0x80...: self = .vendor(value)
            default: self = .reserved(value)
            }
        }
    }

    public let kind: Kind
    /// Nil when the descriptor names none.
    public let usage: HIDUsage?
    /// Index of the enclosing collection; nil at the top.
    public let parent: Int?
}
