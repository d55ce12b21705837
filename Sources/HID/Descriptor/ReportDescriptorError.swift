/// Why a report descriptor is refused, and where.
public struct ReportDescriptorError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: Sendable, Hashable {
        case tooLong(Int)
        case truncatedItem
        case unknownGlobalItem(UInt8)
        case usagePage(UInt32)
        case reportSize(UInt32)
        case reportTooLong(bits: Int)
        case reportID(UInt32)
        case fieldWithoutReportID
        case logicalRange(minimum: Int64, maximum: Int64)
        case popWithoutPush
        case pushTooDeep
        case usageRangeUnpaired
        case usageRangeBackwards
        case usageRangeAcrossPages
        case usageRangeInDelimiter
        case delimiter(UInt32)
        case delimiterUnbalanced
        case collectionTooDeep
        case endWithoutCollection
        case collectionNotEnded
        case fieldOutsideCollection
    }

    /// Byte offset of the item in the descriptor.
    public let offset: Int
    public let reason: Reason

    public init(offset: Int, reason: Reason) {
        self.offset = offset
        self.reason = reason
    }

    public var description: String { "report descriptor, byte \(offset): \(reason)" }
}
