/// How a printer opens the cash drawer, and how it says that it is open.
public struct DrawerPulse: Sendable, Hashable {
    /// The level of pin 3 of the drawer's socket while the drawer is open.
    public enum OpenLevel: String, Sendable, Hashable, CaseIterable {
        case high, low
    }

    /// 2 or 5, the pin of the socket that is pulsed.
    public var pin: Int
    /// At least 100, or slow solenoids do not move; 510 at most.
    public var onMilliseconds: Int
    public var offMilliseconds: Int
    public var openLevel: OpenLevel
}
