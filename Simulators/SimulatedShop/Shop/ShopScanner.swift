import Domain
import HID
import Linux
import USBSimulator

/// A lane's barcode scanner: plugged in or not, and held over codes.
public final class ShopScanner: Sendable {
    private enum Device {
        case pos(POSScanner)
        case keyboard(KeyboardScanner)
        case composite(CompositeScanner)
        case serial(SerialPlug)
    }

    /// How the daemon calls it.
    let id: DeviceID
    /// The entry of the lane's scanners in the configuration.
    let configuration: String
    private let device: Device
    private let usb: ShopUSB
    private let port: String

    /// A scanner that is plugged in: at `port` of the USB ports, or under the name `serialPath`.
    init(_ kind: ShopScannerKind, on usb: ShopUSB, port: String, serialPath: String) throws(ShopError) {
        self.usb = usb
        self.port = port
        var entry = "host: \"\(usb.host)\", port: \"\(port)\""
        switch kind {
        case .pos: device = .pos(POSScanner())
        case .composite: device = .composite(CompositeScanner(layout: try ShopUSB.layout("us")))
        case .keyboard(let layout):
            device = .keyboard(KeyboardScanner(layout: try ShopUSB.layout(layout)))
            // It is set to send FNC1 as GS.
            entry += ", layout: \"\(layout)\", gs1: \"kept\", idle: \(ShopUSB.idle)"
        case .serial:
            device = .serial(SerialPlug(path: serialPath))
            entry = "serial: \"\(serialPath)\""
        }
        configuration = "{ \(entry) }"
        id = kind == .serial ? DeviceID(kind: .scanner, topology: serialPath) : usb.id(.scanner, at: port)
        try turn(.on)
    }

    /// Pulls its plug or puts it back.
    func turn(_ state: ShopSwitch) throws(ShopError) {
        switch device {
        case .pos(let scanner): usb.turn(scanner.device, at: port, state)
        case .keyboard(let scanner): usb.turn(scanner.device, at: port, state)
        case .composite(let scanner): usb.turn(scanner.device, at: port, state)
        case .serial(let plug):
            switch state {
            case .off: plug.pull()
            case .on: try plug.push()
            }
        }
    }

    /// Reads a symbol for a host that listens; false when that did not take it.
    public func scan(_ symbol: ShopCodes.Symbol) -> Bool {
        // Scanners of all kinds are set to send the AIM identifier.
        let identifier = symbol.identifier ?? ""
        return switch device {
        case .pos(let scanner):
            scanner.scan(
                Array(symbol.text.utf8),
                aim: identifier,
                whenFull: .patient
            )
        case .keyboard(let scanner): scanner.scan(identifier + symbol.text)
        case .composite(let scanner): scanner.scan(symbol.text, aim: identifier)
        case .serial(let plug): plug.send(Array((identifier + symbol.text + "\r\n").utf8))
        }
    }

    /// Reads a symbol while no host listens: what its buffer holds is nobody's.
    func scanUnheard(_ symbol: ShopCodes.Symbol) {
        switch device {
        case .pos(let scanner): scanner.scan(Array(symbol.text.utf8), aim: symbol.identifier ?? "")
        case .serial: _ = scan(symbol)
        case .keyboard(let scanner):
            scanner.reports(for: (symbol.identifier ?? "") + symbol.text)?.forEach { scanner.device.send($0) }
        // Without a host it would type, which is what the keyboard scanner shows.
        case .composite: break
        }
    }

    /// Whether the host has told it so often that a code is no good; nil for a scanner that cannot be told.
    func hasBeeped(_ count: Int) -> Bool? {
        if case .pos(let scanner) = device { scanner.waitForErrorBeeps(count, milliseconds: 0) } else { nil }
    }

    func close() {
        if case .serial(let plug) = device {
            plug.pull()
        }
    }
}
