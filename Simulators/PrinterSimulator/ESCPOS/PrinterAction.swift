/// What the interpreter of a printer language wants of the machine.
enum PrinterAction {
    case step(PrintStep)
    case reply(Reply)
    /// `GS r n`.
    case status(UInt8)
    /// `GS a n`.
    case automaticStatus(UInt8)
    /// `GS ( H` function 49: 0 off, 1 on, 2 with cause.
    case offlineResponse(UInt8)
    /// `GS ( D`: whether `DLE DC4` 1 and 2 are done; nil leaves it.
    case realTimeCommands(pulse: Bool?, powerOff: Bool?)
    case star(StarAction)
    case unknown(UnknownBytes)
}
