/// Something that goes wrong at an exact place of a session, once.
public struct PrinterFault: Sendable, Hashable {
    public enum Place: Sendable, Hashable {
        /// After this many bytes came in over all connectors since the printer was made, lost ones included.
        case byte(Int)
        /// When the head has printed this many rows of dots, white ones included, since the printer was made.
        case row(Int)
    }

    public enum Effect: Sendable, Hashable {
        case paperEnd
        case nearEnd
        case coverOpen
        case powerOff
        /// Off, and on again by itself so many real milliseconds later: a plug that is knocked, a voltage that drops.
        case powerCycle(milliseconds: Int)
        case cablePull
        /// The printer says BUSY for so many real milliseconds without a reason.
        case busy(milliseconds: Int)
        /// The next cut sticks.
        case cutterJam
        case headHot(milliseconds: Int)
        /// Somebody holds the feed button for so many real milliseconds: offline, and the paper moves not by the host.
        case feedButton(milliseconds: Int)
        /// An error that only power ends: a broken thermistor, a wrong voltage.
        case unrecoverable
        /// The next answer never leaves the printer.
        case replyLost
        /// The next answer, and all behind it, leave so many real milliseconds late.
        case replyLate(milliseconds: Int)
        /// The next answer of more than one byte has XOFF inside, and XON behind it.
        case replyInterleaved
        /// Bytes nobody asked for.
        case garbage([UInt8])
    }

    public let place: Place
    public let effect: Effect

    public init(_ effect: Effect, at place: Place) {
        self.effect = effect
        self.place = place
    }
}
