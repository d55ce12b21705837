/// What can be asked of a HID POS scanner, by the usages its descriptor has.
public struct POSScannerControl: Sendable {
    public enum Action: UInt16, Sendable, Hashable, CaseIterable {
        case preventRead = 0x5F
        case initiateRead = 0x60
        case errorBeep = 0x85
        case goodReadBeep = 0x86
        case notOnFileBeep = 0x87
    }

    private let elements: [Action: ReportElement]
    private let descriptor: ReportDescriptor

    public init(_ descriptor: ReportDescriptor) {
        var elements: [Action: ReportElement] = [:]
        for action in Action.allCases {
            let usage = HIDUsage.barcodeScanner(action.rawValue)
            elements[action] = descriptor.element(usage, .output) ?? descriptor.element(usage, .feature)
        }
        self.elements = elements
        self.descriptor = descriptor
    }

    public func supports(_ action: Action) -> Bool { elements[action] != nil }

    /// The report that does `action`; nil when the scanner has no such usage.
    ///
    /// `preventsRead` is the state the scanner is to be in meanwhile: a report for a beep carries it along where both share it.
    public func report(_ action: Action, preventsRead: Bool) -> OutgoingReport? {
        guard let element = elements[action],
            let layout = descriptor.report(element.field.direction, id: element.field.reportID)
        else {
            return nil
        }
        var writer = ReportWriter(layout)
        if let prevent = elements[.preventRead] {
            writer.set(prevent.field, prevent.index, to: preventsRead ? 1 : 0)
        }
        if action != .preventRead {
            writer.set(element.field, element.index, to: 1)
        }
        return writer.outgoing
    }
}
