/// Finds out which keys went down and up, by comparing each report with the one before it.
///
/// A press is a usage that is there now and was not before: nothing waits for "all keys up", which devices with minimised
/// key reports never send. Reads boot reports, any array layout and one-bit-a-key maps, with or without report ids.
public struct KeyReportReader: Sendable {
    /// Where keys may show in a report: one in a bit of its own, or any in the slots of an array.
    private enum Place: Sendable {
        case bit(ReportField, Int, key: UInt8)
        /// One for the whole array, however many slots a hostile descriptor gives it.
        case slots(ReportField)

        /// Hands each key that shows here to `body`, in the order of the slots.
        func forEachKey(in report: HIDReport, _ body: (UInt8) -> Void) {
            switch self {
            case .bit(let field, let index, let key):
                if report.bits(field, index) ?? 0 != 0 {
                    body(key)
                }
            case .slots(let field):
                for index in 0..<field.count {
                    if let key = report.usage(field, index).flatMap(KeyReportReader.key) {
                        body(key)
                    }
                }
            }
        }
    }

    private struct Report: Sendable {
        let id: UInt8
        let places: [Place]
        var held = KeySet()
    }

    private let descriptor: ReportDescriptor
    private var reports: [Report]
    private var held = KeySet()

    /// Nil when no input report carries keys.
    public init?(_ descriptor: ReportDescriptor) {
        let reports = descriptor.reports(.input).compactMap { layout in
            let places = layout.fields.flatMap(Self.places)
            return places.isEmpty ? nil : Report(id: layout.id, places: places)
        }
        guard !reports.isEmpty else {
            return nil
        }
        self.descriptor = descriptor
        self.reports = reports
    }

    /// What is kept of all reports together, so that a test can show it to be bounded.
    var placeCount: Int { reports.reduce(0) { $0 + $1.places.count } }

    private static func places(_ field: ReportField) -> [Place] {
        guard !field.isConstant else {
            return []
        }
        guard field.isVariable else {
            return field.usages.entries.contains { $0.page == HIDUsage.key(0).page } ? [.slots(field)] : []
        }
        return (0..<min(field.count, field.usages.count)).compactMap { index in
            field.usage(at: index).flatMap(key).map { .bit(field, index, key: $0) }
        }
    }

    private static func key(_ usage: HIDUsage) -> UInt8? {
        usage.page == HIDUsage.key(0).page && usage.id != 0 ? UInt8(exactly: usage.id) : nil
    }

    /// Tells each change of one report, releases before modifiers before presses, presses in the order of the slots.
    ///
    /// False when the report says that too many keys are down (phantom state): it changes nothing. Reports of other ids,
    /// media keys for instance, have no changes.
    @discardableResult
    public mutating func read(_ bytes: [UInt8], _ body: (KeyChange) -> Void) throws(HIDReportError) -> Bool {
        read(try report(bytes), body)
    }

    /// The report that `bytes` are, to be read by `read`.
    func report(_ bytes: [UInt8]) throws(HIDReportError) -> HIDReport {
        try HIDReport(bytes, of: descriptor)
    }

    mutating func read(_ report: HIDReport, _ body: (KeyChange) -> Void) -> Bool {
        guard let index = reports.firstIndex(where: { $0.id == report.layout.id }) else {
            return true
        }
        var now = KeySet()
        for place in reports[index].places {
            place.forEachKey(in: report) { now.insert($0) }
        }
        guard !Key.errors.contains(where: now.contains) else {
            return false
        }
        reports[index].held = now
        let before = held
        held = reports.reduce(into: KeySet()) { $0.formUnion($1.held) }
        tell(from: before, places: reports[index].places, report, body)
        return true
    }

    private func tell(from before: KeySet, places: [Place], _ report: HIDReport, _ body: (KeyChange) -> Void) {
        before.forEach(notIn: held) { key in
            if !Key.modifiers.contains(key) {
                body(KeyChange(key: key, isDown: false, modifiers: before.modifiers))
            }
        }
        var modifiers = before.modifiers
        for bit in UInt8(0)..<8 {
            let modifier = KeyModifiers(rawValue: 1 << bit)
            if held.modifiers.contains(modifier) != modifiers.contains(modifier) {
                modifiers.formSymmetricDifference(modifier)
                let isDown = modifiers.contains(modifier)
                body(KeyChange(key: Key.modifiers.lowerBound + bit, isDown: isDown, modifiers: modifiers))
            }
        }
        var told = before
        for place in places {
            place.forEachKey(in: report) { key in
                if !told.contains(key), !Key.modifiers.contains(key) {
                    told.insert(key)
                    body(KeyChange(key: key, isDown: true, modifiers: modifiers))
                }
            }
        }
    }

    /// Forgets what is held: after an unplug, a stall or a resume.
    public mutating func reset() {
        held = KeySet()
        for index in reports.indices {
            reports[index].held = KeySet()
        }
    }
}
