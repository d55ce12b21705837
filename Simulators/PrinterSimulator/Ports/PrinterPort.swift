import Linux

/// One connector of the printer: bytes in, bytes out, never blocking; called under the machine's lock only.
protocol PrinterPort: AnyObject {
    /// How the host is held back while the printer is BUSY, as the host set its end just now.
    var hold: PortHold { get }
    /// What the line carries at most; nil for no limit.
    var bytesPerSecond: Int? { get }
    /// Which host could hear an answer, counted from 0; nil when none could.
    var host: Int? { get }

    /// What came in, at most `count` bytes; empty when nothing did.
    func read(upTo count: Int) -> [UInt8]
    /// How many of the bytes the line took.
    func write(_ bytes: [UInt8]) -> Int
    /// Descriptors that say when there is something to do; `reading` false while bytes are held.
    func watched(reading: Bool, writing: Bool) -> [(descriptor: Int32, events: Poll.Events)]
    /// Whether bytes wait that are not read.
    func hasWaitingBytes() -> Bool
    /// The printer is idle and has nothing to send: a host that will send nothing more is let go.
    func settle()
    /// The state of the printer is another one.
    func show(_ state: MachineState)
    /// The cable is pulled or the printer has no power, or it is back.
    func setAlive(_ alive: Bool)
    func close()
}

extension PrinterPort {
    /// A connector without lines of its own for that.
    func show(_ state: MachineState) {}
}
