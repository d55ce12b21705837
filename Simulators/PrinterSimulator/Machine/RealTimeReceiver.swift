/// Finds the commands that are done on arrival, before anything that waits in the receive buffer.
protocol RealTimeReceiver {
    /// The command that this byte completes.
    mutating func take(_ byte: UInt8) -> RealTimeCommand?
    mutating func reset()
}
