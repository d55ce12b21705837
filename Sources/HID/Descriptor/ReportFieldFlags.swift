/// The data of an Input, Output or Feature item (HID 1.11 §6.2.2.5).
public struct ReportFieldFlags: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let constant = ReportFieldFlags(rawValue: 1 << 0)
    /// One usage an element; without it the field is an array whose elements are indices of usages.
    public static let variable = ReportFieldFlags(rawValue: 1 << 1)
    public static let relative = ReportFieldFlags(rawValue: 1 << 2)
    public static let wrap = ReportFieldFlags(rawValue: 1 << 3)
    public static let nonlinear = ReportFieldFlags(rawValue: 1 << 4)
    public static let noPreferred = ReportFieldFlags(rawValue: 1 << 5)
    public static let nullState = ReportFieldFlags(rawValue: 1 << 6)
    public static let volatile = ReportFieldFlags(rawValue: 1 << 7)
    public static let bufferedBytes = ReportFieldFlags(rawValue: 1 << 8)
}
