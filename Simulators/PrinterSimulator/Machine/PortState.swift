/// One connector with what the printer keeps for it.
struct PortState {
    let port: any PrinterPort
    var transmitter = Transmitter()
    /// The host the transmitter's answers are for.
    var host: Int?
    /// XOFF was sent and no XON since.
    var isStopped = false
    /// SystemClock nanoseconds at which the wire has carried what was taken from it.
    var wireFreeAt: UInt64 = 0
    /// What `GS a` asked for over this connector.
    var automaticStatus: UInt8 = 0
    var lastAutomaticStatus: [UInt8] = []

    init(_ port: any PrinterPort) {
        self.port = port
        host = port.host
    }
}
