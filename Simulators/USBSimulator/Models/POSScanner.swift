import Linux
import USB

/// A scanner in HID POS mode: codes come as reports, the host can lock it and make it beep.
public final class POSScanner: Sendable {
    private struct State: Sendable {
        var isLocked = false
        var goodBeeps = 0
        var errorBeeps = 0
    }

    public let device: SimulatedDevice
    public let layout: POSReportLayout
    private let state: ConditionBox<State>

    public init(layout: POSReportLayout = .counted, design: DeviceDesign = POSScanner.design()) {
        self.layout = layout
        let state = ConditionBox(State())
        self.state = state
        let function = SimulatedHID(reportDescriptor: layout.reportDescriptor) { report in
            guard report.type == 2, report.id == 4, report.data.count >= 2, report.data[0] == 4 else {
                return
            }
            state.update { state in
                state.isLocked = report.data[1] & 0x01 != 0
                state.errorBeeps += report.data[1] & 0x04 != 0 ? 1 : 0
                state.goodBeeps += report.data[1] & 0x08 != 0 ? 1 : 0
            }
        }
        device = SimulatedDevice(design, functions: [function])
    }

    /// A hand-held scanner of a well-known maker.
    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(vendor: 0x0C2E, product: 0x0B61, manufacturer: "Simulated", name: "POS scanner", serial: serial)
    }

    /// Scans a code; false when the host has locked the scanner, or reports were lost.
    ///
    /// - Parameter aim: AIM identifier, as `]E0`; empty for a scanner that sends none.
    @discardableResult
    public func scan(_ code: [UInt8], aim: String = "]Q1", whenFull: SimulatedDevice.WhenFull = .drop) -> Bool {
        guard !state.withLock({ $0.isLocked }) else {
            return false
        }
        return layout.reports(code, aim: aim).reduce(true) { device.send($1, whenFull: whenFull) && $0 }
    }

    /// The host has forbidden to read.
    public var isLocked: Bool { state.withLock { $0.isLocked } }

    /// Waits until the host has locked or unlocked the scanner; false when it did not in time.
    public func waitUntil(locked: Bool, milliseconds: Int = 5_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.isLocked == locked ? true : nil } ?? false
    }

    /// Waits for so many beeps for good reads; false when they did not come in time.
    public func waitForGoodBeeps(_ count: Int, milliseconds: Int = 5_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.goodBeeps >= count ? true : nil } ?? false
    }

    /// Waits for so many beeps for errors; false when they did not come in time.
    public func waitForErrorBeeps(_ count: Int, milliseconds: Int = 5_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.errorBeeps >= count ? true : nil } ?? false
    }
}
