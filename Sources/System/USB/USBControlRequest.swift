/// The setup packet of a control transfer (USB 2.0 §9.3).
public struct USBControlRequest: Hashable, Sendable {
    /// bmRequestType: bit 7 device to host, bits 5…6 type, bits 0…4 recipient.
    public let requestType: UInt8
    public let request: UInt8
    public let value: UInt16
    public let index: UInt16
    /// wLength: bytes of the data stage.
    public let length: UInt16

    public init(requestType: UInt8, request: UInt8, value: UInt16, index: UInt16, length: UInt16) {
        self.requestType = requestType
        self.request = request
        self.value = value
        self.index = index
        self.length = length
    }

    /// The data stage goes to the host.
    public var isIn: Bool { requestType & 0x80 != 0 }

    /// The 8 bytes on the wire, little-endian words.
    public var bytes: [UInt8] {
        [requestType, request] + [value, index, length].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    /// Takes the 8 bytes of the wire; nil for another count.
    public init?(bytes: some Collection<UInt8>) {
        let all = Array(bytes)
        guard all.count == 8 else {
            return nil
        }
        func word(_ at: Int) -> UInt16 { UInt16(all[at]) | UInt16(all[at + 1]) << 8 }
        self.init(requestType: all[0], request: all[1], value: word(2), index: word(4), length: word(6))
    }
}

extension USBControlRequest {
    /// GET_DESCRIPTOR of the device (USB 2.0 §9.4.3): type 1 device, 2 configuration, 3 string (`index`: language).
    public static func getDescriptor(type: UInt8, number: UInt8 = 0, index: UInt16 = 0, length: UInt16) -> Self {
        Self(
            requestType: 0x80,
            request: 6,
            value: UInt16(type) << 8 | UInt16(number),
            index: index,
            length: length
        )
    }

    /// SET_CONFIGURATION (USB 2.0 §9.4.7).
    public static func setConfiguration(_ value: UInt8) -> Self {
        Self(requestType: 0, request: 9, value: UInt16(value), index: 0, length: 0)
    }

    /// SET_INTERFACE (USB 2.0 §9.4.10).
    public static func setInterface(_ interface: UInt8, alternate: UInt8) -> Self {
        Self(requestType: 0x01, request: 11, value: UInt16(alternate), index: UInt16(interface), length: 0)
    }

    /// CLEAR_FEATURE(ENDPOINT_HALT) (USB 2.0 §9.4.1).
    public static func clearHalt(_ endpoint: UInt8) -> Self {
        Self(requestType: 0x02, request: 1, value: 0, index: UInt16(endpoint), length: 0)
    }
}

extension USBControlRequest {
    /// GET_DEVICE_ID of a printer interface (USB Printer Class 1.1 §4.2.1): the IEEE 1284 device id of the first configuration.
    public static func getDeviceID(interface: UInt8, alternate: UInt8, length: UInt16) -> Self {
        Self(
            requestType: 0xA1,
            request: 0,
            value: 0,
            index: UInt16(interface) << 8 | UInt16(alternate),
            length: length
        )
    }

    /// GET_PORT_STATUS of a printer interface (USB Printer Class 1.1 §4.2.2): one byte, see `USBPrinterStatus`.
    public static func getPortStatus(interface: UInt8) -> Self {
        Self(requestType: 0xA1, request: 1, value: 0, index: UInt16(interface), length: 1)
    }
}
