/// The head of USBIP_CMD_SUBMIT.
public struct USBIPSubmit: Hashable, Sendable {
    public var sequence: UInt32
    public var deviceID: UInt32
    public var isIn: Bool
    /// Endpoint number without direction.
    public var endpoint: UInt8
    /// The kernel's URB_* flags; a server may ignore them.
    public var flags: UInt32 = 0
    /// Bytes of the buffer: asked for, or following as OUT data.
    public var length: UInt32
    public var interval: UInt32 = 0
    /// The setup packet, on endpoint 0 only.
    public var setup: USBControlRequest?

    public init(
        sequence: UInt32,
        deviceID: UInt32,
        isIn: Bool,
        endpoint: UInt8,
        flags: UInt32 = 0,
        length: UInt32,
        interval: UInt32 = 0,
        setup: USBControlRequest? = nil
    ) {
        self.sequence = sequence
        self.deviceID = deviceID
        self.isIn = isIn
        self.endpoint = endpoint
        self.flags = flags
        self.length = length
        self.interval = interval
        self.setup = setup
    }
}
