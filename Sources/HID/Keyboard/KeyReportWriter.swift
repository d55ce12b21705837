/// Writes key reports of a given layout; the inverse of `KeyReportReader`.
public struct KeyReportWriter: Sendable {
    private let layout: ReportLayout

    /// Takes the first input report that carries keys; nil when there is none.
    public init?(_ descriptor: ReportDescriptor) {
        let keyPage = HIDUsage.key(0).page
        let layout = descriptor.reports(.input).first { report in
            report.fields.contains { field in
                !field.isConstant && field.usages.entries.contains { $0.page == keyPage && $0.ids.contains(0x04) }
            }
        }
        guard let layout else {
            return nil
        }
        self.init(layout: layout)
    }

    private init(layout: ReportLayout) {
        self.layout = layout
    }

    /// Writes the eight bytes of the boot protocol.
    public static let boot =
        KeyReportWriter(.bootKeyboard)
        ?? KeyReportWriter(layout: ReportLayout(direction: .input, id: 0, isNumbered: false))

    /// The report that shows exactly these keys held; keys beyond the slots are left out.
    public func report(_ keys: [UInt8], _ modifiers: KeyModifiers) -> [UInt8] {
        var writer = ReportWriter(layout)
        var held = keys
        for bit in UInt8(0)..<8 where modifiers.contains(KeyModifiers(rawValue: 1 << bit)) {
            held.insert(Key.modifiers.lowerBound + bit, at: 0)
        }
        var rest: [UInt8] = []
        for key in held {
            if let bit = layout.element(.key(UInt16(key))) {
                writer.set(bit.field, bit.index, to: 1)
            } else {
                rest.append(key)
            }
        }
        for field in layout.fields where !field.isConstant && !field.isVariable {
            for (slot, key) in rest.prefix(field.count).enumerated() {
                if let index = field.usages.index(of: .key(UInt16(key))) {
                    writer.set(field, slot, to: UInt64(bitPattern: field.logicalMinimum + Int64(index)))
                }
            }
            rest = Array(rest.dropFirst(field.count))
        }
        return writer.bytes
    }
}
