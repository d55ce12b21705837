/// One Input, Output or Feature item: `count` elements of `bitSize` bits each, side by side in one report.
public struct ReportField: Sendable, Hashable {
    public let direction: ReportDirection
    /// 0 when the device has no report ids.
    public let reportID: UInt8
    /// The first element's least significant bit, counted from the payload's first byte, bit 0; a report id is not payload.
    public let bitOffset: Int
    public let bitSize: Int
    public let count: Int
    public let flags: ReportFieldFlags
    public let usages: UsageList
    public let logicalMinimum: Int64
    public let logicalMaximum: Int64
    public let physicalMinimum: Int64
    public let physicalMaximum: Int64
    /// Power of ten, -8…7.
    public let unitExponent: Int
    /// The packed unit of HID 1.11 §6.2.2.7.
    public let unit: UInt32
    /// The innermost collection, an index into `ReportDescriptor.collections`.
    public let collection: Int

    public var isConstant: Bool { flags.contains(.constant) }
    public var isVariable: Bool { flags.contains(.variable) }
    /// Two's complement when the logical minimum is negative (HID 1.11 §5.8).
    public var isSigned: Bool { logicalMinimum < 0 }

    /// What element `index` of a variable field is; the last usage serves all further elements (§6.2.2.8). Nil in an array.
    public func usage(at index: Int) -> HIDUsage? {
        guard isVariable, index >= 0, index < count else {
            return nil
        }
        return usages.usage(at: min(index, usages.count - 1))
    }

    /// What an array element's value stands for; nil for a value out of the logical range, which means "nothing".
    public func usage(forArrayValue value: Int64) -> HIDUsage? {
        guard !isVariable, value >= logicalMinimum, value <= logicalMaximum else {
            return nil
        }
        return usages.usage(at: Int(value - logicalMinimum))
    }

    /// The element of a variable field that `usage` names first.
    public func element(of usage: HIDUsage) -> Int? {
        guard isVariable, !isConstant, let index = usages.index(of: usage), index < count else {
            return nil
        }
        return index
    }
}
