/// Which scanner or swiper: its model, where it hangs, its serial number. As a lane's pattern, nil stands for any.
public struct ScannerPlace: Sendable, Hashable {
    /// `0c2e:0b61`; nil on a serial line.
    public var model: String?
    /// Bus and ports as `1-2.4`, behind `HOST:PORT/` where it hangs on another machine; the path of a serial device.
    public var port: String?
    public var serial: String?

    public init(model: String? = nil, port: String? = nil, serial: String? = nil) {
        self.model = model
        self.port = port
        self.serial = serial
    }

    /// A pattern that fits every device.
    var isAny: Bool { self == ScannerPlace() }

    /// Whether the pattern fits what was found.
    func fits(_ found: ScannerPlace) -> Bool {
        (model == nil || model == found.model) && (port == nil || port == found.port)
            && (serial == nil || serial == found.serial)
    }
}
