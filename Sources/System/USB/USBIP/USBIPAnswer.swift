/// What a server sends on an imported device's connection: USBIP_RET_SUBMIT and USBIP_RET_UNLINK.
public enum USBIPAnswer: Hashable, Sendable {
    /// An URB has ended with a negative errno or 0; IN data of `count` bytes follows the head.
    case submitted(sequence: UInt32, status: Int32, count: UInt32)
    /// −ECONNRESET: the URB was taken back, no other answer comes; 0: it had ended before.
    case unlinked(sequence: UInt32, status: Int32)

    /// The 48 bytes, without IN data.
    public var head: [UInt8] {
        switch self {
        case .submitted(let sequence, let status, let count):
            [3, sequence, 0, 0, 0, UInt32(bitPattern: status), count].flatMap(USBIPWire.word32)
                + [UInt8](repeating: 0, count: 20)
        case .unlinked(let sequence, let status):
            [4, sequence, 0, 0, 0, UInt32(bitPattern: status)].flatMap(USBIPWire.word32)
                + [UInt8](repeating: 0, count: 24)
        }
    }

    /// Takes 48 bytes apart; nil for another command or count.
    public init?(head bytes: [UInt8]) {
        guard bytes.count == USBIPWire.urbHead else {
            return nil
        }
        let sequence = USBIPWire.word32(bytes, 4)
        let status = Int32(bitPattern: USBIPWire.word32(bytes, 20))
        switch USBIPWire.word32(bytes, 0) {
        case 3: self = .submitted(sequence: sequence, status: status, count: USBIPWire.word32(bytes, 24))
        case 4: self = .unlinked(sequence: sequence, status: status)
        default: return nil
        }
    }
}
