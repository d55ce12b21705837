/// A command done on arrival, before anything that waits in the receive buffer.
enum RealTimeCommand: Hashable {
    /// `DLE EOT n`, n 1…4.
    case status(UInt8)
    /// `DLE ENQ n`.
    case enquiry(UInt8)
    /// `DLE DC4 1 m t`.
    case pulse
    /// `DLE DC4 2 …`.
    case powerOff
    /// `DLE DC4 7 m`.
    case transmit(UInt8)
    /// `DLE DC4 8 …`.
    case clear
    case star(StarRealTimeCommand)
}
