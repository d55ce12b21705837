import Linux
import USB

/// A scanner in virtual COM port mode: a CDC-ACM modem to the host, `/dev/ttyACM0` on Linux. It keeps silent until a program has
/// opened the port, which the host tells by DTR.
public final class SerialScanner: Sendable {
    /// What stands around each code.
    public enum Frame: Sendable, CaseIterable {
        case cr, lf, crLF, stxETX
    }

    public let device: SimulatedDevice
    /// Line coding, DTR and RTS as the host sets them.
    public let modem: SimulatedModem
    /// What the host sends, such as a command for the trigger.
    public let line: SimulatedLine
    private let frame: Frame

    public init(
        frame: Frame = .cr,
        design: DeviceDesign = SerialScanner.design(),
        faults: DeviceFaults = DeviceFaults()
    ) {
        self.frame = frame
        modem = SimulatedModem()
        line = SimulatedLine()
        device = SimulatedDevice(design, functions: [modem, line], faults: faults)
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(vendor: 0x0C2E, product: 0x0CAA, manufacturer: "Simulated", name: "Serial scanner", serial: serial)
    }

    /// Scans a code; false when nobody has the port open, or the host takes nothing for 30 s.
    @discardableResult
    public func scan(_ code: String) -> Bool {
        send(framed(Array(code.utf8)))
    }

    /// Sends bytes as they are; false as for `scan`.
    public func send(_ bytes: [UInt8]) -> Bool {
        guard modem.line.isReady else {
            return false
        }
        return device.send(bytes, function: 1, whenFull: .patient)
    }

    /// Waits until a program has opened the port; false when none did in time.
    public func waitUntilOpen(milliseconds: Int = 30_000) -> Bool {
        modem.wait(milliseconds: milliseconds) { $0.isReady }
    }

    private func framed(_ code: [UInt8]) -> [UInt8] {
        switch frame {
        case .cr: code + [0x0D]
        case .lf: code + [0x0A]
        case .crLF: code + [0x0D, 0x0A]
        case .stxETX: [0x02] + code + [0x03]
        }
    }
}
