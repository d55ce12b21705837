/// Which way a report travels (HID 1.11 §6.2.2.5); the raw value is the report type of GET_REPORT and SET_REPORT (§7.2.1).
public enum ReportDirection: UInt8, Sendable, Hashable, CaseIterable {
    case input = 1
    case output = 2
    case feature = 3
}
