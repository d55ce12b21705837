import Glibc
import HID
import Linux
import USB

/// A scanner or swiper in keyboard mode: types what it reads, key by key.
public final class KeyboardScanner: Sendable {
    public let device: SimulatedDevice
    /// How it types; may be changed between readings.
    public var typist: KeyboardTypist {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
    private let state: ConditionBox<KeyboardTypist>
    private let lamps = ConditionBox<[UInt8]>([])

    public init(
        layout: KeyboardLayout,
        design: DeviceDesign = KeyboardScanner.design(),
        faults: DeviceFaults = DeviceFaults()
    ) {
        state = ConditionBox(KeyboardTypist(layout: layout))
        let lamps = lamps
        device = SimulatedDevice(
            design,
            functions: [
                SimulatedHID.bootKeyboard { report in
                    if report.type == 2, let byte = report.data.last {
                        lamps.update { $0.append(byte) }
                    }
                }
            ],
            faults: faults
        )
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(
            vendor: 0x0C2E,
            product: 0x0200,
            manufacturer: "Simulated",
            name: "Keyboard scanner",
            serial: serial
        )
    }

    /// Scans a code; false when the host lost reports, or the layout lacks a character.
    ///
    /// - Parameters:
    ///   - end: what the scanner is programmed to type after each code; empty for none.
    ///   - pace: milliseconds between two reports; 0 as fast as the host takes them.
    @discardableResult
    public func scan(_ code: String, end: String = "\r", pace: UInt32 = 0) -> Bool {
        device.type(code + end, typist, function: 0, pace: pace)
    }

    /// Swipes a card as a wedge reader types it.
    @discardableResult
    public func swipe(_ card: StripeCard, pace: UInt32 = 0) -> Bool {
        scan(card.typed, pace: pace)
    }

    /// Lamp states the host has set, in order: bit 0 Num, 1 Caps, 2 Scroll.
    public var lampStates: [UInt8] { lamps.withLock { $0 } }

    /// Waits until the host has set the lamps at least once; false when it did not in time.
    public func waitForLamps(milliseconds: Int = 5_000) -> Bool {
        lamps.wait(until: .after(milliseconds: milliseconds)) { $0.isEmpty ? nil : true } ?? false
    }
}

extension SimulatedDevice {
    /// Types on a keyboard function; false when reports were lost, or the layout lacks a character.
    ///
    /// With a pace the device does not wait for the host: what finds 16 reports waiting is lost.
    func type(_ text: String, _ typist: KeyboardTypist, function: Int, pace: UInt32) -> Bool {
        guard let reports = try? typist.reports(text) else {
            return false
        }
        var isWhole = true
        for report in reports {
            let isTaken = send(
                report,
                function: function,
                whenFull: pace == 0 ? .wait(until: .after(milliseconds: 5_000)) : .drop
            )
            isWhole = isWhole && isTaken
            if pace > 0 {
                usleep(pace * 1_000)
            }
        }
        return isWhole
    }
}
