/// A printer language on its way to paper: bytes in, lines and questions to the machine out.
protocol PrinterInterpreter {
    /// Takes the next byte out of the receive buffer.
    mutating func take(_ byte: UInt8)
    /// What the bytes so far ask for, in order, each once.
    mutating func takeActions() -> [PrinterAction]
    /// What clearing the buffers does: the begun line and command are gone, the modes stay.
    ///
    /// - Parameter unread: bytes that were received and will not be taken.
    mutating func clear(unread: Int)
    /// What power does: begun line, command and modes are gone.
    mutating func losePower(unread: Int)
}
