import Linux
import USB

/// The interface of a printer (USB Printer Class 1.1): bulk endpoints for bytes both ways, its device id and its port's status.
///
/// It holds a packet or two; what comes when those are full waits in the host, until whoever prints takes bytes out.
public final class SimulatedPrinterInterface: SimulatedFunction {
    /// The settings it offers.
    public enum Settings: Sendable {
        case unidirectional, bidirectional
        /// Setting 0 only listens, setting 1 also speaks.
        case both
        /// Both directions, but of a class of the vendor's own.
        case vendorClass
    }

    private struct State: Sendable {
        var bytes: [UInt8] = []
        var status: USBPrinterStatus
        var softResets = 0
    }

    public let classDescriptors: [[UInt8]] = []
    public let endpoints: [EndpointDesign]
    public let settings: [InterfaceSetting]
    /// Signalled when bytes came, and when a host has configured or left the device.
    public let news: EventFD
    private let deviceID: String
    private let capacity: Int
    private let state: ConditionBox<State>

    public init(deviceID: String, settings: Settings = .both, packetSize: UInt16 = 64) throws(LinuxError) {
        news = try EventFD()
        self.deviceID = deviceID
        capacity = 2 * Int(packetSize)
        endpoints = [false, true].map { isIn in
            EndpointDesign(isIn: isIn, transfers: .bulk, packetSize: packetSize, interval: 0)
        }
        let listening = InterfaceSetting(USBClass(7, 1, 1), endpoints: [0])
        let speaking = InterfaceSetting(USBClass(7, 1, 2), endpoints: [0, 1])
        self.settings =
            switch settings {
            case .unidirectional: [listening]
            case .bidirectional: [speaking]
            case .both: [listening, speaking]
            case .vendorClass: [InterfaceSetting(USBClass(0xFF), endpoints: [0, 1])]
            }
        state = ConditionBox(State(status: USBPrinterStatus(isPaperEmpty: false, isSelected: true, hasError: false)))
    }

    public var interfaceClass: USBClass { settings[0].interfaceClass }

    public var outputRoom: Int { state.withLock { capacity - $0.bytes.count } }

    /// How many times the host has reset it.
    public var softResets: Int { state.withLock { $0.softResets } }

    /// Takes bytes out; `SimulatedDevice.resumeOutput` then lets more in.
    public func take(upTo count: Int) -> [UInt8] {
        state.withLock { state in
            let taken = Array(state.bytes.prefix(count))
            state.bytes.removeFirst(taken.count)
            return taken
        }
    }

    /// Whether bytes wait that were not taken.
    public var hasBytes: Bool { state.withLock { !$0.bytes.isEmpty } }

    /// What the port's status says from now on.
    public func show(_ status: USBPrinterStatus) {
        state.withLock { $0.status = status }
    }

    public func control(_ request: USBControlRequest, data: [UInt8]) -> [UInt8]? {
        switch (request.requestType, request.request) {
        case (0xA1, 0):
            let text = Array(deviceID.utf8)
            let count = UInt16(clamping: text.count + 2)
            return [UInt8(count >> 8), UInt8(count & 0xFF)] + text
        case (0xA1, 1): return [state.withLock { $0.status.byte }]
        case (0x21, 2):
            state.update { state in
                state.bytes = []
                state.softResets += 1
            }
            return []
        default: return nil
        }
    }

    public func received(_ data: [UInt8]) {
        state.update { $0.bytes += data }
        news.signal()
    }

    public func reset() {
        state.update { $0.bytes = [] }
        news.signal()
    }
}
