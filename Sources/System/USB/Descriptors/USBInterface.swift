/// One alternate setting of one interface (USB 2.0 §9.6.5).
public struct USBInterface: Hashable, Sendable {
    /// bInterfaceNumber.
    public let number: UInt8
    /// bAlternateSetting; 0 is in force after the configuration was set.
    public let alternate: UInt8
    public let interfaceClass: USBClass
    public internal(set) var endpoints: [USBEndpoint] = []
    /// Descriptors of the class, each with its length and type byte.
    public internal(set) var classDescriptors: [[UInt8]] = []

    init?(descriptor: [UInt8]) {
        guard descriptor.count >= 9 else {
            return nil
        }
        number = descriptor[2]
        alternate = descriptor[3]
        interfaceClass = USBClass(descriptor[5], descriptor[6], descriptor[7])
    }

    /// Length of the report descriptor as the HID descriptor declares it (HID 1.11 §6.2.1); nil without one.
    public var reportDescriptorLength: UInt16? {
        for descriptor in classDescriptors where descriptor.count >= 9 && descriptor[1] == 0x21 {
            // Pairs of type and length from byte 6 on; the report descriptor need not be the first.
            var at = 6
            while at + 3 <= descriptor.count {
                if descriptor[at] == 0x22 {
                    return UInt16(descriptor[at + 1]) | UInt16(descriptor[at + 2]) << 8
                }
                at += 3
            }
        }
        return nil
    }
}
