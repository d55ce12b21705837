/// Modifier keys held, as the first byte of a boot report has them: usages E0 to E7 in bits 0 to 7.
public struct KeyModifiers: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let leftControl = KeyModifiers(rawValue: 1 << 0)
    public static let leftShift = KeyModifiers(rawValue: 1 << 1)
    public static let leftAlt = KeyModifiers(rawValue: 1 << 2)
    public static let leftGUI = KeyModifiers(rawValue: 1 << 3)
    public static let rightControl = KeyModifiers(rawValue: 1 << 4)
    public static let rightShift = KeyModifiers(rawValue: 1 << 5)
    public static let rightAlt = KeyModifiers(rawValue: 1 << 6)
    public static let rightGUI = KeyModifiers(rawValue: 1 << 7)

    var hasShift: Bool { !isDisjoint(with: [.leftShift, .rightShift]) }
    var hasControl: Bool { !isDisjoint(with: [.leftControl, .rightControl]) }
    var hasAlt: Bool { !isDisjoint(with: [.leftAlt, .rightAlt]) }
    var hasGUI: Bool { !isDisjoint(with: [.leftGUI, .rightGUI]) }
    /// AltGr, or Ctrl with Alt, which Windows takes for it.
    var hasAltGr: Bool { contains(.rightAlt) || contains(.leftAlt) && hasControl }
}
