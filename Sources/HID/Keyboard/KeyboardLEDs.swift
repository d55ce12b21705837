/// The lock lamps that the host tells a keyboard (HID Usage Tables, LED page, usages 1 to 3).
public struct KeyboardLEDs: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public static let numLock = KeyboardLEDs(rawValue: 1 << 0)
    public static let capsLock = KeyboardLEDs(rawValue: 1 << 1)
    public static let scrollLock = KeyboardLEDs(rawValue: 1 << 2)

    /// The output report that shows these lamps; nil when the device has none. To be sent once after the claim, and on each change.
    public func report(for descriptor: ReportDescriptor) -> OutgoingReport? {
        guard let lamp = descriptor.element(.led(2), .output),
            let layout = descriptor.report(.output, id: lamp.field.reportID)
        else {
            return nil
        }
        var writer = ReportWriter(layout)
        for bit in UInt16(0)..<3 {
            if let element = layout.element(.led(bit + 1)) {
                writer.set(element.field, element.index, to: UInt64(rawValue >> UInt8(bit) & 1))
            }
        }
        return writer.outgoing
    }
}
