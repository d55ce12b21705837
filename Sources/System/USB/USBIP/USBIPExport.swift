/// A device as a USB/IP server offers it: the 312 bytes of OP_REP_IMPORT and, with its interfaces, of OP_REP_DEVLIST.
public struct USBIPExport: Hashable, Sendable {
    /// The server's sysfs path; for people only.
    public var path: String
    /// What OP_REQ_IMPORT names: `1-2`.
    public var busID: String
    public var bus: UInt32
    public var number: UInt32
    /// The kernel's number of the speed, see `USBSpeed`.
    public var speed: UInt32
    public var vendor: UInt16
    public var product: UInt16
    public var release: UInt16
    public var deviceClass: USBClass
    public var configuration: UInt8
    public var configurations: UInt8
    public var interfaces: [USBClass]

    public init(
        path: String,
        busID: String,
        bus: UInt32,
        number: UInt32,
        speed: USBSpeed,
        vendor: UInt16,
        product: UInt16,
        release: UInt16,
        deviceClass: USBClass,
        configuration: UInt8,
        configurations: UInt8,
        interfaces: [USBClass]
    ) {
        self.path = path
        self.busID = busID
        self.bus = bus
        self.number = number
        self.speed = speed.rawValue
        self.vendor = vendor
        self.product = product
        self.release = release
        self.deviceClass = deviceClass
        self.configuration = configuration
        self.configurations = configurations
        self.interfaces = interfaces
    }

    /// The number URB messages name the device by.
    public var deviceID: UInt32 { bus << 16 | number & 0xFFFF }

    /// 312 bytes; with `interfaces` 4 more for each, as in a list.
    public func bytes(withInterfaces: Bool) -> [UInt8] {
        var bytes = USBIPWire.field(path, USBIPWire.pathField) + USBIPWire.field(busID, USBIPWire.busIDField)
        for word in [bus, number, speed] {
            bytes += USBIPWire.word32(word)
        }
        for word in [vendor, product, release] {
            bytes += USBIPWire.word16(word)
        }
        bytes += [deviceClass.code, deviceClass.subclass, deviceClass.protocol]
        bytes += [configuration, configurations, UInt8(clamping: interfaces.count)]
        if withInterfaces {
            for interface in interfaces.prefix(255) {
                bytes += [interface.code, interface.subclass, interface.protocol, 0]
            }
        }
        return bytes
    }

    /// Takes 312 bytes apart; nil for another count. In a list, 4 bytes follow for each of the blank interfaces it makes.
    public init?(record bytes: [UInt8]) {
        guard bytes.count == USBIPWire.deviceRecord else {
            return nil
        }
        path = USBIPWire.text(bytes, 0, USBIPWire.pathField)
        busID = USBIPWire.text(bytes, 256, USBIPWire.busIDField)
        bus = USBIPWire.word32(bytes, 288)
        number = USBIPWire.word32(bytes, 292)
        speed = USBIPWire.word32(bytes, 296)
        vendor = USBIPWire.word16(bytes, 300)
        product = USBIPWire.word16(bytes, 302)
        release = USBIPWire.word16(bytes, 304)
        deviceClass = USBClass(bytes[306], bytes[307], bytes[308])
        configuration = bytes[309]
        configurations = bytes[310]
        interfaces = Array(repeating: USBClass(0), count: Int(bytes[311]))
    }
}
