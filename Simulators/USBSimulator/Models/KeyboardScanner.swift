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

    /// A magstripe reader that types; for `swipe`.
    public static func swiperDesign(serial: String = "") -> DeviceDesign {
        DeviceDesign(
            vendor: 0x0801,
            product: 0x0001,
            manufacturer: "Simulated",
            name: "Keyboard swipe reader",
            serial: serial
        )
    }

    /// Scans a code; false when the host lost reports, or the layout lacks a character.
    ///
    /// - Parameters:
    ///   - end: what the scanner is programmed to type after each code; empty for none.
    ///   - pace: milliseconds at least between two reports; 0 as fast as the host takes them.
    @discardableResult
    public func scan(_ code: String, end: String = "\r", pace: UInt32 = 0) -> Bool {
        reports(for: code, end: end).map { type($0, pace: pace) } ?? false
    }

    /// What a scan of `code` sends; nil when the layout lacks a character.
    public func reports(for code: String, end: String = "\r") -> [[UInt8]]? {
        try? typist.reports(code + end)
    }

    /// Sends reports as a scan does, waiting for a host that is slower; false when it takes nothing for 30 s.
    public func type(_ reports: [[UInt8]], pace: UInt32 = 0) -> Bool {
        device.send(all: reports, pace: pace)
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
    /// Sends messages one after another, waiting for a host that is slower; false when it takes nothing for 30 s.
    ///
    /// - Parameter pace: milliseconds at least between two messages.
    func send(all messages: [[UInt8]], function: Int = 0, pace: UInt32 = 0) -> Bool {
        messages.allSatisfy { message in
            if pace > 0 {
                usleep(pace * 1_000)
            }
            return send(message, function: function, whenFull: .patient)
        }
    }
}
