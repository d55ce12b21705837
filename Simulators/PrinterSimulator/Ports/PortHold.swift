/// How a printer stops its host from sending.
enum PortHold {
    /// It cannot: the host ignores BUSY, and what finds no room is lost.
    case none
    /// The line itself: CTS of a serial port, off while the printer is BUSY.
    case line
    /// The window of TCP, closed only while the receive buffer is full: an offline printer hears questions.
    case window
    /// XOFF and XON in the bytes to the host.
    case xonXoff
}
