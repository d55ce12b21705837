/// Decodes the reports of one HID POS scanner, whatever layout its descriptor has.
///
/// No clock: times are milliseconds that only ever grow; the owner asks for `deadline` after each report and calls `elapsed`
/// when it has come. Belongs to one thread at a time.
public struct POSScannerDecoder: ~Copyable, Sendable {
    /// Bytes of one code; a QR code carries at most 7,089 digits.
    private static let largestCode = 8192

    private let descriptor: ReportDescriptor
    private let layouts: [POSScannerLayout]
    private let timeout: Int64
    private var code = SensitiveBuffer(capacity: POSScannerDecoder.largestCode)
    private var symbology: String?
    private var lastReport: Int64 = 0
    private var isContinuing = false

    /// Nil when no input report carries decoded data. `timeout` is how many milliseconds a continuation may take.
    public init?(_ descriptor: ReportDescriptor, timeout: Int64 = 1000) {
        layouts = descriptor.reports(.input).compactMap { POSScannerLayout($0) }
        guard !layouts.isEmpty else {
            return nil
        }
        self.descriptor = descriptor
        self.timeout = timeout
    }

    /// Whether an input report of `descriptor` carries decoded data.
    public static func reads(_ descriptor: ReportDescriptor) -> Bool {
        descriptor.reports(.input).contains { POSScannerLayout($0) != nil }
    }

    /// When the code under way is given up; nil when none is.
    public var deadline: Int64? { isContinuing ? lastReport + timeout : nil }

    /// Takes one report, as it came, at `now`. Reports without scanned data have no events. An error drops the code under way.
    public mutating func report(_ bytes: [UInt8], at now: Int64) throws(POSScannerError) -> [POSScannerEvent] {
        let report: HIDReport
        do {
            report = try HIDReport(bytes, of: descriptor)
        } catch {
            reset()
            throw .report(error)
        }
        var events = elapsed(to: now)
        guard let layout = layouts.first(where: { $0.reportID == report.layout.id }) else {
            return events
        }
        lastReport = now
        let continues = layout.isContinued.flatMap { report.value($0) } ?? 0 != 0
        do {
            try append(report, layout, continues: continues)
        } catch {
            reset()
            throw error
        }
        symbology = symbology ?? layout.identifier(report)
        isContinuing = continues
        if !continues {
            let reading = code.isEmpty ? nil : ScanReading(data: code.take(), symbology: symbology)
            reset()
            if let reading {
                events.append(.reading(reading))
            }
        }
        return events
    }

    /// Gives up the code under way when `now` is its deadline or later.
    public mutating func elapsed(to now: Int64) -> [POSScannerEvent] {
        guard let deadline, now >= deadline else {
            return []
        }
        let received = code.count
        reset()
        return [.incomplete(received: received)]
    }

    /// Forgets the code under way: after an unplug, a stall or a resume.
    public mutating func reset() {
        code.wipe()
        symbology = nil
        isContinuing = false
    }

    private mutating func append(
        _ report: HIDReport,
        _ layout: POSScannerLayout,
        continues: Bool
    ) throws(POSScannerError) {
        let start = code.count
        let stated = layout.byteCount.flatMap { report.value($0) }.map { Int($0) }
        // A report that goes on is full, whatever its count: some count the whole code, others this report.
        if let stated, stated < 0 || stated > layout.capacity, !continues {
            throw .byteCount(stated, capacity: layout.capacity)
        }
        let length = min(stated ?? layout.capacity, layout.capacity)
        for run in layout.data {
            for index in run.elements where code.count - start < length {
                guard let byte = report.byte(run.field, index), code.append(byte) else {
                    throw .tooLong
                }
            }
        }
        if stated == nil, !continues {
            code.trimZeros(from: start)
        }
    }
}
