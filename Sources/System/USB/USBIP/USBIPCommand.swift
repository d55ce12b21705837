/// What a client sends on an imported device's connection: USBIP_CMD_SUBMIT and USBIP_CMD_UNLINK.
public enum USBIPCommand: Hashable, Sendable {
    /// An URB; OUT data of `length` bytes follows the head.
    case submit(USBIPSubmit)
    /// Takes the URB numbered `victim` back.
    case unlink(sequence: UInt32, deviceID: UInt32, victim: UInt32)

    /// Bytes of the head every URB message begins with.
    public static var headLength: Int { USBIPWire.urbHead }

    /// The 48 bytes, without OUT data.
    public var head: [UInt8] {
        switch self {
        case .submit(let urb):
            var bytes = [1, urb.sequence, urb.deviceID, urb.isIn ? 1 : 0, UInt32(urb.endpoint)]
                .flatMap(USBIPWire.word32)
            bytes += [urb.flags, urb.length, 0, UInt32.max, urb.interval].flatMap(USBIPWire.word32)
            return bytes + (urb.setup?.bytes ?? [UInt8](repeating: 0, count: 8))
        case .unlink(let sequence, let deviceID, let victim):
            return [2, sequence, deviceID, 0, 0, victim].flatMap(USBIPWire.word32) + [UInt8](repeating: 0, count: 24)
        }
    }

    /// Takes 48 bytes apart; nil for anything a server cannot serve: other commands, isochronous URBs, odd endpoints.
    public init?(head bytes: [UInt8]) {
        guard bytes.count == Self.headLength else {
            return nil
        }
        func word(_ offset: Int) -> UInt32 { USBIPWire.word32(bytes, offset) }
        switch word(0) {
        case 1:
            // The kernel's vhci writes 0 packets where the document asks for 0xFFFFFFFF.
            guard word(12) <= 1, word(16) <= 15, word(32) == 0 || word(32) == .max else {
                return nil
            }
            self = .submit(
                USBIPSubmit(
                    sequence: word(4),
                    deviceID: word(8),
                    isIn: word(12) == 1,
                    endpoint: UInt8(truncatingIfNeeded: word(16)),
                    flags: word(20),
                    length: word(24),
                    interval: word(36),
                    setup: word(16) == 0 ? USBControlRequest(bytes: bytes[40..<48]) : nil
                )
            )
        case 2:
            self = .unlink(sequence: word(4), deviceID: word(8), victim: word(20))
        default:
            return nil
        }
    }
}
