/// What a HID interface says about its reports: the collection tree and the layout of every report (HID 1.11 §6.2.2).
public struct ReportDescriptor: Sendable, Hashable {
    /// Bytes of a descriptor; Linux draws the same line.
    public static let largestDescriptor = 4096
    /// Bits of one element.
    public static let largestElement = 256
    /// Bytes of one report's payload.
    public static let largestReport = 16_384
    /// Levels of Push, and of collections.
    static let deepestStack = 16
    static let deepestCollection = 32

    /// Outer collections stand before inner ones.
    public let collections: [HIDCollection]
    /// In the order of first mention.
    public let reports: [ReportLayout]
    /// Whether every report begins with its id.
    public let isNumbered: Bool

    init(collections: [HIDCollection], reports: [ReportLayout], isNumbered: Bool) {
        self.collections = collections
        self.reports = reports
        self.isNumbered = isNumbered
    }

    /// Parses a descriptor as it came from the device; bounded in time and memory, whatever the bytes say.
    public init(_ bytes: [UInt8]) throws(ReportDescriptorError) {
        var parser = ReportDescriptorParser(bytes)
        self = try parser.descriptor()
    }

    /// The usages of the top collections of kind application: what the interface is.
    public var applications: [HIDUsage] {
        collections.compactMap { $0.parent == nil && $0.kind == .application ? $0.usage : nil }
    }

    public func report(_ direction: ReportDirection, id: UInt8 = 0) -> ReportLayout? {
        reports.first { $0.direction == direction && $0.id == id }
    }

    public func reports(_ direction: ReportDirection) -> [ReportLayout] {
        reports.filter { $0.direction == direction }
    }

    /// Bytes of the longest report, the id included: what a transfer must ask for. 0 when there is none.
    public func longestReport(_ direction: ReportDirection) -> Int {
        reports(direction).reduce(0) { max($0, $1.byteLength) }
    }

    /// The first element of a variable field that carries `usage`.
    public func element(_ usage: HIDUsage, _ direction: ReportDirection) -> ReportElement? {
        for report in reports(direction) {
            if let element = report.element(usage) {
                return element
            }
        }
        return nil
    }
}

extension ReportLayout {
    /// The first element of a variable field that carries `usage`.
    public func element(_ usage: HIDUsage) -> ReportElement? {
        for field in fields {
            if let index = field.element(of: usage) {
                return ReportElement(field: field, index: index)
            }
        }
        return nil
    }
}
