/// Which scanner or swiper: its model, where it hangs, its serial number. As a lane's pattern, nil stands for any.
public struct ScannerPlace: Sendable, Hashable {
    /// `HOST:PORT` of the USB/IP server it hangs on; empty for this machine.
    public var host: String?
    /// `0c2e:0b61`; nil on a serial line.
    public var model: String?
    /// Bus and ports as `1-2.4`, or the path of a serial device.
    public var port: String?
    public var serial: String?

    public init(host: String? = nil, model: String? = nil, port: String? = nil, serial: String? = nil) {
        self.host = host
        self.model = model
        self.port = port
        self.serial = serial
    }

    /// A pattern that fits every device.
    public var isAny: Bool { self == ScannerPlace() }

    /// Whether the pattern fits what was found.
    public func fits(_ found: ScannerPlace) -> Bool {
        (host == nil || host == found.host) && (model == nil || model == found.model)
            && (port == nil || port == found.port) && (serial == nil || serial == found.serial)
    }
}
