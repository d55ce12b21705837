/// An endpoint (USB 2.0 §9.6.6).
public struct USBEndpoint: Hashable, Sendable {
    public enum Transfers: UInt8, Hashable, Sendable {
        case control = 0
        case isochronous = 1
        case bulk = 2
        case interrupt = 3
    }

    /// bEndpointAddress: bit 7 set for IN.
    public let address: UInt8
    public let transfers: Transfers
    /// Bytes in one packet.
    public let packetSize: UInt16
    /// bInterval: frames or microframes, by speed.
    public let interval: UInt8

    init?(descriptor: [UInt8]) {
        guard descriptor.count >= 7, let transfers = Transfers(rawValue: descriptor[3] & 3) else {
            return nil
        }
        address = descriptor[2]
        self.transfers = transfers
        packetSize = (UInt16(descriptor[4]) | UInt16(descriptor[5]) << 8) & 0x7FF
        interval = descriptor[6]
    }

    /// Data goes to the host.
    public var isIn: Bool { address & 0x80 != 0 }

    var transferKind: USBTransfer.Kind { transfers == .bulk ? .bulk : .interrupt }
}
