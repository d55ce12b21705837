/// Reads a keyboard-mode device's reports for `LayoutProbe`: a message ends when the device is silent, as it does in any layout.
///
/// No I/O and no clock: times are milliseconds that only ever grow.
public struct LayoutProbeDecoder: Sendable {
    private let idle: Int64
    private var reader: KeyReportReader
    private var probe: LayoutProbe?
    private var lastReport: Int64 = 0

    public init(reader: KeyReportReader, idle: Int64) {
        self.reader = reader
        self.idle = idle
    }

    /// When the message that is under way ends; nil between messages.
    public var deadline: Int64? { probe == nil ? nil : lastReport + idle }

    /// Takes one report, as it came, at `now`; what it gives is of the message before. An error changes nothing.
    public mutating func report(_ bytes: [UInt8], at now: Int64) throws(HIDReportError) -> LayoutProbeResult? {
        let report = try reader.report(bytes)
        let result = elapsed(to: now)
        lastReport = now
        var probe = probe ?? LayoutProbe()
        var isTyping = self.probe != nil
        _ = reader.read(report) { change in
            // Keys that only come up are of the message before.
            isTyping = isTyping || change.isDown
            probe.take(change)
        }
        if isTyping {
            self.probe = probe
        }
        return result
    }

    /// What the message under way tells when `now` is its deadline or later; nil before, and between messages.
    public mutating func elapsed(to now: Int64) -> LayoutProbeResult? {
        guard let deadline, now >= deadline else {
            return nil
        }
        defer { probe = nil }
        return probe?.result()
    }

    /// Forgets keys: after an unplug, a stall or a resume.
    public mutating func reset() {
        reader.reset()
        probe = nil
    }
}
