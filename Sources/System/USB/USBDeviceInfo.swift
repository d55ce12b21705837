/// A device as the bus lists it, before it is opened.
public struct USBDeviceInfo: Hashable, Sendable {
    /// The port it hangs on; the same after replugging there.
    public let location: USBLocation
    /// The device's address on its bus: another one after each plugging in.
    public let address: UInt32
    /// idVendor.
    public let vendor: UInt16
    /// idProduct.
    public let product: UInt16
    /// bcdDevice: the device's release, binary coded decimal.
    public let release: UInt16
    /// bDeviceClass, bDeviceSubClass and bDeviceProtocol; class 0 when the interfaces decide.
    public let deviceClass: USBClass
    public let speed: USBSpeed
    /// The interfaces of the active configuration in order; empty when there is none, or it cannot be read.
    public let interfaces: [USBClass]

    /// A device as a list would give it.
    public init(
        location: USBLocation,
        address: UInt32,
        vendor: UInt16,
        product: UInt16,
        release: UInt16 = 0,
        deviceClass: USBClass = USBClass(0),
        speed: USBSpeed = .full,
        interfaces: [USBClass]
    ) {
        self.location = location
        self.address = address
        self.vendor = vendor
        self.product = product
        self.release = release
        self.deviceClass = deviceClass
        self.speed = speed
        self.interfaces = interfaces
    }

    /// `0c2e:0b61`, as lsusb writes it.
    public var model: String { hex(vendor) + ":" + hex(product) }

    private func hex(_ value: UInt16) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
