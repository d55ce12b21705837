/// Class, subclass and protocol of a device or interface (USB 2.0 §9.6.1, §9.6.5).
public struct USBClass: Hashable, Sendable {
    public let code: UInt8
    public let subclass: UInt8
    public let `protocol`: UInt8

    public init(_ code: UInt8, _ subclass: UInt8 = 0, _ protocol: UInt8 = 0) {
        self.code = code
        self.subclass = subclass
        self.protocol = `protocol`
    }

    /// Class 3, human interface device.
    public var isHID: Bool { code == 3 }
    /// Class 7, printer.
    public var isPrinter: Bool { code == 7 }
    /// Class 9, hub.
    public var isHub: Bool { code == 9 }
}
