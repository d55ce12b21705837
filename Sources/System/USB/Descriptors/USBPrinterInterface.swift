/// The setting of a device through which a printer is reached (USB Printer Class 1.1 §5).
public struct USBPrinterInterface: Hashable, Sendable {
    public let number: UInt8
    public let alternate: UInt8
    public let output: USBEndpoint
    /// Nil for a printer that only listens.
    public let input: USBEndpoint?

    /// Chooses among the settings of a configuration: the first printer interface, and of it a bidirectional setting, else a
    /// unidirectional one. IEEE 1284.4 packets (protocol 3) are another language. Nil when there is none.
    ///
    /// - Parameter anyClass: an interface of a vendor's own class will do where none is a printer's, as Epson's 04b8:0202 has it.
    public init?(of configuration: USBConfiguration, anyClass: Bool = false) {
        let settings = configuration.interfaces.filter { Self.endpoint(of: $0, isIn: false) != nil }
        let printers = settings.filter { $0.interfaceClass.isPrinter && (1...2).contains($0.interfaceClass.protocol) }
        let candidates = printers.isEmpty && anyClass ? settings.filter { $0.interfaceClass.code == 0xFF } : printers
        let own = candidates.filter { $0.number == candidates.first?.number }
        let speaks = own.first { Self.endpoint(of: $0, isIn: true) != nil && $0.interfaceClass.protocol != 1 }
        guard let chosen = speaks ?? own.first, let output = Self.endpoint(of: chosen, isIn: false) else {
            return nil
        }
        number = chosen.number
        alternate = chosen.alternate
        self.output = output
        input = speaks.flatMap { Self.endpoint(of: $0, isIn: true) }
    }

    private static func endpoint(of setting: USBInterface, isIn: Bool) -> USBEndpoint? {
        setting.endpoints.first { $0.transfers == .bulk && $0.isIn == isIn }
    }
}
