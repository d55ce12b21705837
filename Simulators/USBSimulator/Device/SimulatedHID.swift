import Linux
import USB

/// A HID interface: report descriptor, one interrupt IN endpoint, reports by control requests (HID 1.11 §7).
public final class SimulatedHID: SimulatedFunction {
    /// A report as the host set it by SET_REPORT or on the OUT endpoint.
    public struct SetReport: Sendable, Hashable {
        /// 2 output, 3 feature; 2 on the OUT endpoint.
        public let type: UInt8
        /// Report id, 0 where the device has none; on the OUT endpoint the first byte of the data.
        public let id: UInt8
        public let data: [UInt8]
    }

    struct State: Sendable {
        var reports: [SetReport] = []
        /// Feature reports by id, as the host reads them.
        var features: [UInt8: [UInt8]] = [:]
        var `protocol`: UInt8 = 1
        var idle: UInt8 = 0
    }

    public let interfaceClass: USBClass
    public let endpoints: [EndpointDesign]
    public let reportDescriptor: [UInt8]
    /// What the HID descriptor says of the report descriptor's length; a wrong one for misbehaving devices.
    private let declaredLength: UInt16
    private let state: ConditionBox<State>
    private let onSetReport: (@Sendable (SetReport) -> Void)?

    /// - Parameters:
    ///   - isBootKeyboard: interface class 3/1/1 instead of 3/0/0.
    ///   - features: what GET_REPORT(feature) gives, by report id.
    ///   - onSetReport: called under the device's lock.
    public init(
        reportDescriptor: [UInt8],
        isBootKeyboard: Bool = false,
        packetSize: UInt16 = 64,
        interval: UInt8 = 1,
        hasOutput: Bool = false,
        features: [UInt8: [UInt8]] = [:],
        declaredLength: UInt16? = nil,
        onSetReport: (@Sendable (SetReport) -> Void)? = nil
    ) {
        interfaceClass = isBootKeyboard ? USBClass(3, 1, 1) : USBClass(3, 0, 0)
        self.reportDescriptor = reportDescriptor
        self.declaredLength = declaredLength ?? UInt16(clamping: reportDescriptor.count)
        self.onSetReport = onSetReport
        let input = EndpointDesign(isIn: true, transfers: .interrupt, packetSize: packetSize, interval: interval)
        let output = EndpointDesign(isIn: false, transfers: .interrupt, packetSize: packetSize, interval: interval)
        endpoints = hasOutput ? [input, output] : [input]
        state = ConditionBox(State(features: features))
    }

    /// HID 1.11, no country, one report descriptor (HID 1.11 §6.2.1).
    public var classDescriptors: [[UInt8]] {
        [[9, 0x21, 0x11, 0x01, 0, 1, 0x22, UInt8(declaredLength & 0xFF), UInt8(declaredLength >> 8)]]
    }

    /// Every report the host set, in order.
    public var setReports: [SetReport] { state.withLock { $0.reports } }

    public func control(_ request: USBControlRequest, data: [UInt8]) -> [UInt8]? {
        let type = UInt8(request.value >> 8)
        let id = UInt8(request.value & 0xFF)
        switch (request.requestType & 0x7F, request.request) {
        case (0x01, 6) where request.isIn:
            return type == 0x22 ? reportDescriptor : type == 0x21 ? classDescriptors[0] : nil
        case (0x21, 1) where request.isIn:
            return type == 3 ? state.withLock { $0.features[id] } : nil
        case (0x21, 2) where request.isIn: return [state.withLock { $0.idle }]
        case (0x21, 3) where request.isIn: return [state.withLock { $0.protocol }]
        case (0x21, 9):
            note(SetReport(type: type, id: id, data: data))
            return []
        case (0x21, 10):
            state.withLock { $0.idle = type }
            return []
        case (0x21, 11):
            state.withLock { $0.protocol = id }
            return []
        default: return nil
        }
    }

    public func received(_ data: [UInt8]) {
        note(SetReport(type: 2, id: data.first ?? 0, data: data))
    }

    public func reset() {
        state.withLock { state in
            state.protocol = 1
            state.idle = 0
        }
    }

    private func note(_ report: SetReport) {
        state.update { state in
            state.reports.append(report)
            if report.type == 3 {
                state.features[report.id] = report.data
            }
        }
        onSetReport?(report)
    }
}
