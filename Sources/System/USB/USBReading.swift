import Crypto

/// What an input endpoint delivers.
public enum USBReading: Sendable, Hashable {
    /// One message of the device, ended by its length or by a short packet.
    case data([UInt8])
    /// Reading has stopped, and nothing is under way any more; `USBInput.start()` begins anew.
    case failed(USBError)

    /// Overwrites the message in place, for every holder: it may be a card number or a payment code, and copies of the
    /// array share its memory.
    public func wipe() {
        guard case .data(let bytes) = self else {
            return
        }
        bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress else {
                return
            }
            // Every message is made at run time by a backend, so its memory can be written.
            let bytes = UnsafeMutableRawPointer(mutating: start).assumingMemoryBound(to: UInt8.self)
            zeroise(UnsafeMutableBufferPointer(start: bytes, count: raw.count))
        }
    }
}
