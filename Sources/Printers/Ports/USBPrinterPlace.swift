import USB

/// Which USB printer is meant: by its port, its serial number or both, so that two of one model are never mixed up.
public struct USBPrinterPlace: Sendable, Hashable, CustomStringConvertible {
    /// `04b8:0202`; nil for any.
    public var model: String?
    /// Bus and ports as `1-2.4`; nil for whatever port.
    public var port: String?
    /// Of the USB device; nil for any.
    public var serialNumber: String?

    public init(model: String? = nil, port: String? = nil, serialNumber: String? = nil) {
        self.model = model
        self.port = port
        self.serialNumber = serialNumber
    }

    /// Whether a printer with this model and port may be the one; its serial number is still to be compared.
    func mayBe(model: String, port: String) -> Bool {
        (self.model ?? model) == model && (self.port ?? port) == port
    }

    public var description: String {
        var words = ["USB printer"]
        words += [model, port.map { "on port \($0)" }, serialNumber.map { "with serial number \($0)" }].compactMap {
            $0
        }
        return words.joined(separator: " ")
    }
}
