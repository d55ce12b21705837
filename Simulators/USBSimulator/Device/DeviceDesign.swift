import USB

/// What a simulated device says about itself.
public struct DeviceDesign: Hashable, Sendable {
    public var vendor: UInt16
    public var product: UInt16
    public var release: UInt16
    public var speed: USBSpeed
    public var manufacturer: String
    public var name: String
    /// Empty for a device without a serial number.
    public var serial: String

    public init(
        vendor: UInt16,
        product: UInt16,
        release: UInt16 = 0x0100,
        speed: USBSpeed = .full,
        manufacturer: String,
        name: String,
        serial: String = ""
    ) {
        self.vendor = vendor
        self.product = product
        self.release = release
        self.speed = speed
        self.manufacturer = manufacturer
        self.name = name
        self.serial = serial
    }

    /// Strings by index 1, 2, 3.
    var strings: [String] { [manufacturer, name, serial] }

    /// The 18 bytes of the device descriptor (USB 2.0 §9.6.1).
    var deviceDescriptor: [UInt8] {
        var bytes: [UInt8] = [18, 1, 0x00, 0x02, 0, 0, 0, speed == .low ? 8 : 64]
        for word in [vendor, product, release] {
            bytes += [UInt8(word & 0xFF), UInt8(word >> 8)]
        }
        return bytes + [manufacturer.isEmpty ? 0 : 1, name.isEmpty ? 0 : 2, serial.isEmpty ? 0 : 3, 1]
    }

    /// A string descriptor; index 0 lists the languages: English (United States) alone.
    func stringDescriptor(_ index: UInt8) -> [UInt8]? {
        guard index > 0 else {
            return [4, 3, 0x09, 0x04]
        }
        guard index <= strings.count, !strings[Int(index) - 1].isEmpty else {
            return nil
        }
        let text = strings[Int(index) - 1].utf16.prefix(126).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return [UInt8(text.count + 2), 3] + text
    }

    /// The configuration descriptor over all functions, and the numbers their endpoints got.
    static func configuration(of functions: [any SimulatedFunction]) -> (bytes: [UInt8], endpoints: [[UInt8]]) {
        var body: [UInt8] = []
        var addresses: [[UInt8]] = []
        var nextIn: UInt8 = 1
        var nextOut: UInt8 = 1
        for (number, function) in functions.enumerated() {
            var own: [UInt8] = []
            for design in function.endpoints {
                own.append(design.isIn ? nextIn | 0x80 : nextOut)
                if design.isIn {
                    nextIn += 1
                } else {
                    nextOut += 1
                }
            }
            for (alternate, setting) in function.settings.enumerated() {
                let kind = setting.interfaceClass
                body += [9, 4, UInt8(number), UInt8(alternate), UInt8(setting.endpoints.count)]
                body += [kind.code, kind.subclass, kind.protocol, 0]
                body += function.classDescriptors.flatMap { $0 }
                body += setting.endpoints.flatMap { function.endpoints[$0].descriptor(number: own[$0] & 0x0F) }
            }
            addresses.append(own)
        }
        let total = UInt16(9 + body.count)
        // Bus powered, 100 mA.
        let head: [UInt8] = [
            9, 2, UInt8(total & 0xFF), UInt8(total >> 8), UInt8(functions.count), 1, 0, 0x80, 50,
        ]
        return (head + body, addresses)
    }
}
