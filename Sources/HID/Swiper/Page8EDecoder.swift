/// Decodes swipe reports of readers that use the magnetic stripe reader page 8E of the HID POS Usage Tables.
///
/// The page has lengths (11 to 13) and data (21 to 23), but no decode status: an unreadable track is an `E` or looks blank.
public struct Page8EDecoder: Sendable {
    private let descriptor: ReportDescriptor
    private let reportID: UInt8
    private let lengths: [ReportElement?]
    private let data: [ReportField?]

    /// Nil when no input report has a data field of a track.
    public init?(_ descriptor: ReportDescriptor) {
        let report = descriptor.reports(.input).first { report in
            (UInt16(0x21)...0x23).contains { report.element(.magstripeReader($0)) != nil }
        }
        guard let report else {
            return nil
        }
        self.descriptor = descriptor
        reportID = report.id
        lengths = (UInt16(0x11)...0x13).map { report.element(.magstripeReader($0)) }
        data = (UInt16(0x21)...0x23).map { id in
            report.element(.magstripeReader(id)).flatMap { $0.index == 0 && $0.field.bitSize == 8 ? $0.field : nil }
        }
    }

    /// Decodes one report, as it came; nil for a report that is no swipe.
    public func swipe(_ bytes: [UInt8]) throws(HIDReportError) -> SwipeReading? {
        let report = try HIDReport(bytes, of: descriptor)
        guard report.layout.id == reportID else {
            return nil
        }
        return SwipeReading(tracks: zip(lengths, data).map { track(length: $0, data: $1, report) })
    }

    private func track(length: ReportElement?, data: ReportField?, _ report: HIDReport) -> TrackReading {
        guard let data else {
            return .blank
        }
        guard let stated = length.flatMap({ report.value($0) }).map({ Int($0) }) else {
            return TrackReading(text: report.sensitiveWithoutPadding(data))
        }
        guard let text = report.sensitive(data, length: stated) else {
            return .error(.lengthBeyondField(stated))
        }
        return TrackReading(text: text)
    }
}
