/// What an input endpoint delivers.
public enum USBReading: Sendable, Hashable {
    /// One message of the device, ended by its length or by a short packet.
    case data([UInt8])
    /// Reading has stopped, and nothing is under way any more; `USBInput.start()` begins anew.
    case failed(USBError)
}
