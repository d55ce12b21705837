/// Which layouts explain what a device typed for a known label.
public struct LayoutProbeResult: Sendable, Hashable {
    /// Names of layouts, in the order of `KeyboardLayout.all`. More than one only where they type the label alike.
    public let layouts: [String]
    /// Names of layouts that explain it if the device takes Caps Lock to be on.
    public let layoutsWithCapsLock: [String]

    public init(layouts: [String], withCapsLock: [String]) {
        self.layouts = layouts
        layoutsWithCapsLock = withCapsLock
    }
}
