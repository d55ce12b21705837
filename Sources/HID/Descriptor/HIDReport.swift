/// One report with the layout that reads it; its bytes are never printed.
public struct HIDReport: Sendable, CustomStringConvertible, CustomReflectable {
    public let layout: ReportLayout
    private let bytes: [UInt8]
    private let start: Int

    /// Finds the layout by the id in `bytes`; bytes beyond the layout's length are ignored.
    public init(
        _ bytes: [UInt8],
        _ direction: ReportDirection = .input,
        of descriptor: ReportDescriptor
    ) throws(HIDReportError) {
        guard let first = bytes.first else {
            throw .empty
        }
        let id = descriptor.isNumbered ? first : 0
        guard let layout = descriptor.report(direction, id: id) else {
            throw .unknownReport(id)
        }
        guard bytes.count >= layout.byteLength else {
            throw .short(expected: layout.byteLength, received: bytes.count)
        }
        self.layout = layout
        self.bytes = bytes
        start = layout.isNumbered ? 1 : 0
    }

    /// The bits of element `index`, without sign; nil outside the field, beyond 64 bits, or for another report's field.
    public func bits(_ field: ReportField, _ index: Int = 0) -> UInt64? {
        guard field.reportID == layout.id, field.direction == layout.direction, index >= 0, index < field.count,
            field.bitSize <= 64
        else {
            return nil
        }
        return bits(at: field.bitOffset + index * field.bitSize, count: field.bitSize)
    }

    /// The value of element `index`, with the sign that the field's range asks for; nil as with `bits`.
    public func value(_ field: ReportField, _ index: Int = 0) -> Int64? {
        guard let bits = bits(field, index) else {
            return nil
        }
        guard field.isSigned, field.bitSize < 64 else {
            return Int64(truncatingIfNeeded: bits)
        }
        let unused = 64 - field.bitSize
        return Int64(truncatingIfNeeded: bits << UInt64(unused)) >> Int64(unused)
    }

    public func value(_ element: ReportElement) -> Int64? { value(element.field, element.index) }

    /// What array element `index` names; nil for a variable field and for values that mean "nothing".
    public func usage(_ field: ReportField, _ index: Int) -> HIDUsage? {
        value(field, index).flatMap { field.usage(forArrayValue: $0) }
    }

    /// Byte `index` of a field of 8-bit elements, or of one whose elements are whole bytes; nil elsewhere.
    public func byte(_ field: ReportField, _ index: Int) -> UInt8? {
        guard field.reportID == layout.id, field.direction == layout.direction, field.bitSize % 8 == 0, index >= 0,
            index < field.byteCount
        else {
            return nil
        }
        return bits(at: field.bitOffset + 8 * index, count: 8).map { UInt8($0) }
    }

    /// Least significant bit first across bytes (HID 1.11 §8.4); nil beyond the layout.
    private func bits(at offset: Int, count: Int) -> UInt64? {
        guard offset + count <= layout.bitLength else {
            return nil
        }
        var value: UInt64 = 0
        var done = 0
        while done < count {
            let position = offset + done
            let taken = min(8 - position % 8, count - done)
            let part = UInt64(bytes[start + position / 8]) >> UInt64(position % 8) & (1 << UInt64(taken) - 1)
            value |= part << UInt64(done)
            done += taken
        }
        return value
    }

    public var description: String { "report \(layout.id) of \(bytes.count) bytes" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension ReportField {
    /// Whole bytes in the field when its elements are whole bytes.
    var byteCount: Int { bitSize * count / 8 }
}
