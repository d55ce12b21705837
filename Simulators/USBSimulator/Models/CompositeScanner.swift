import HID
import Linux
import USB

/// A scanner with a keyboard interface and a HID POS interface, as it leaves the factory: it types until the host sends it
/// the number of the interface that is to get the codes (feature report 254).
public final class CompositeScanner: Sendable {
    private static let redirect: UInt8 = 0xFE

    public let device: SimulatedDevice
    private let typist: KeyboardTypist
    private let pos: SimulatedHID

    public init(layout: KeyboardLayout, design: DeviceDesign = CompositeScanner.design()) {
        typist = KeyboardTypist(layout: layout)
        pos = SimulatedHID(
            reportDescriptor: POSReportLayout.counted.reportDescriptor,
            features: [Self.redirect: [Self.redirect, 0]]
        )
        device = SimulatedDevice(design, functions: [SimulatedHID.bootKeyboard(), pos])
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(
            vendor: 0x0C2E,
            product: 0x0901,
            manufacturer: "Simulated",
            name: "Composite scanner",
            serial: serial
        )
    }

    /// The host has sent codes to the POS interface.
    public var isRedirected: Bool {
        pos.setReports.last { $0.type == 3 && $0.id == Self.redirect }?.data == [Self.redirect, 1]
    }

    /// Scans a code on the interface that is to get it; false when reports were lost.
    @discardableResult
    public func scan(_ code: String, aim: String = "]Q1") -> Bool {
        guard isRedirected else {
            return typeByKeyboard(code)
        }
        return POSReportLayout.counted.reports(Array(code.utf8), aim: aim).reduce(true) {
            device.send($1, function: 1) && $0
        }
    }

    /// Types on the keyboard interface, whatever the host has asked for.
    @discardableResult
    public func typeByKeyboard(_ code: String) -> Bool {
        (try? typist.reports(code + "\r")).map { device.send(all: $0) } ?? false
    }
}
