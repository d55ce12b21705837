/// How a printer stops its host from sending.
enum PortHold {
    /// It cannot: the host ignores BUSY, and what finds no room is lost.
    case none
    /// The line itself: CTS of a serial port, the window of TCP.
    case line
    /// XOFF and XON in the bytes to the host.
    case xonXoff
}
