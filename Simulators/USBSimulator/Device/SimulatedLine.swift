import Linux
import USB

/// The data interface of a CDC-ACM device: bulk endpoints for bytes both ways.
public final class SimulatedLine: SimulatedFunction {
    public let interfaceClass = USBClass(0x0A, 0, 0)
    public let classDescriptors: [[UInt8]] = []
    public let endpoints: [EndpointDesign]
    private let state = ConditionBox<[UInt8]>([])

    public init(packetSize: UInt16 = 64) {
        endpoints = [true, false].map { isIn in
            EndpointDesign(isIn: isIn, transfers: .bulk, packetSize: packetSize, interval: 0)
        }
    }

    /// Waits for so many bytes from the host and returns all there are; nil when they did not come in time.
    public func waitForBytes(_ count: Int, milliseconds: Int = 5_000) -> [UInt8]? {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.count >= count ? $0 : nil }
    }

    public func control(_ request: USBControlRequest, data: [UInt8]) -> [UInt8]? { nil }

    public func received(_ data: [UInt8]) {
        state.update { $0 += data }
    }

    public func reset() {
        state.update { $0 = [] }
    }
}
