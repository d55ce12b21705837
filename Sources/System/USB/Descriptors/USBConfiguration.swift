/// A configuration descriptor with all that hangs on it (USB 2.0 §9.6.3), taken apart.
public struct USBConfiguration: Hashable, Sendable {
    /// bConfigurationValue.
    public let value: UInt8
    /// Every alternate setting of every interface, in order.
    public let interfaces: [USBInterface]

    /// Takes apart what GET_DESCRIPTOR(configuration) gave; bytes past wTotalLength are ignored.
    public init(parsing bytes: [UInt8]) throws(USBDescriptorError) {
        guard bytes.count >= 9, bytes[0] >= 9, bytes[1] == 2 else {
            throw USBDescriptorError(reason: .noConfiguration, offset: 0)
        }
        let total = Int(bytes[2]) | Int(bytes[3]) << 8
        guard total >= Int(bytes[0]) else {
            throw USBDescriptorError(reason: .tooShort, offset: 2)
        }
        guard total <= bytes.count else {
            throw USBDescriptorError(reason: .truncated, offset: bytes.count)
        }
        value = bytes[5]
        var interfaces: [USBInterface] = []
        var at = Int(bytes[0])
        while at < total {
            guard at + 2 <= total, at + Int(bytes[at]) <= total else {
                throw USBDescriptorError(reason: .truncated, offset: at)
            }
            let length = Int(bytes[at])
            guard length >= 2 else {
                throw USBDescriptorError(reason: .tooShort, offset: at)
            }
            let descriptor = Array(bytes[at..<at + length])
            switch descriptor[1] {
            case 4:
                guard let interface = USBInterface(descriptor: descriptor) else {
                    throw USBDescriptorError(reason: .tooShort, offset: at)
                }
                interfaces.append(interface)
            case 5:
                guard !interfaces.isEmpty else {
                    throw USBDescriptorError(reason: .outsideInterface, offset: at)
                }
                guard let endpoint = USBEndpoint(descriptor: descriptor) else {
                    throw USBDescriptorError(reason: .tooShort, offset: at)
                }
                interfaces[interfaces.count - 1].endpoints.append(endpoint)
            default:
                // Class descriptors follow their interface; an interface association comes before any and is of no use here.
                if !interfaces.isEmpty {
                    interfaces[interfaces.count - 1].classDescriptors.append(descriptor)
                }
            }
            at += length
        }
        self.interfaces = interfaces
    }
}
