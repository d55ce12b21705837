/// Time limits of the card readers, milliseconds.
public struct CardReaderSettings: Sendable {
    /// A call that takes longer is told as "blocked by another program".
    public var blockedAfter: Int
    /// A call that takes longer is given up with its thread.
    public var stuckAfter: Int
    /// Threads that may hang per slot; then the slot is left alone until one of them comes back.
    public var abandonedLimit: Int
    /// How long a reader may be missing after pcscd came back before it counts as unplugged.
    public var returnGrace: Int
    /// How long a pcscd that has just started may find a reader empty before it is believed: its drivers poll every 400 ms.
    public var firstLook = 2_000
    /// First and longest pause before a busy reader is tried again.
    public var busyPause: ClosedRange<Int>
    /// Slots that are not for customers: SAM slots and ignored readers, by PC/SC name.
    public var isCustomerSlot: @Sendable (String) -> Bool

    public init(
        blockedAfter: Int = 3_000,
        stuckAfter: Int = 10_000,
        abandonedLimit: Int = 3,
        returnGrace: Int = 10_000,
        busyPause: ClosedRange<Int> = 500...5_000,
        isCustomerSlot: @escaping @Sendable (String) -> Bool = { !$0.uppercased().contains("SAM") }
    ) {
        self.blockedAfter = blockedAfter
        self.stuckAfter = stuckAfter
        self.abandonedLimit = abandonedLimit
        self.returnGrace = returnGrace
        self.busyPause = busyPause
        self.isCustomerSlot = isCustomerSlot
    }
}
