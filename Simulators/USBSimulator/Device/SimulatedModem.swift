import Linux
import USB

/// The control interface of a CDC-ACM device: line coding, DTR and RTS, and the endpoint for notifications (CDC PSTN 1.2 §6.3).
public final class SimulatedModem: SimulatedFunction {
    /// How the host has set the line.
    public struct Line: Sendable, Hashable {
        public var baud: UInt32 = 9_600
        /// 0 one, 1 one and a half, 2 two.
        public var stopBits: UInt8 = 0
        /// 0 none, 1 odd, 2 even, 3 mark, 4 space.
        public var parity: UInt8 = 0
        public var dataBits: UInt8 = 8
        public var isReady = false
        public var requestsToSend = false
    }

    /// Abstract control model, without a protocol of commands.
    public let interfaceClass = USBClass(2, 2, 0)
    public let endpoints = [EndpointDesign(isIn: true, transfers: .interrupt, packetSize: 16, interval: 16)]
    private let number: UInt8
    private let state = ConditionBox(Line())

    /// `number` is the interface's own; the data interface is the next one.
    public init(number: UInt8 = 0) {
        self.number = number
    }

    /// Header of CDC 1.10, no call management, ACM with line coding and state, union with the data interface.
    public var classDescriptors: [[UInt8]] {
        [
            [5, 0x24, 0x00, 0x10, 0x01], [5, 0x24, 0x01, 0x00, number + 1], [4, 0x24, 0x02, 0x02],
            [5, 0x24, 0x06, number, number + 1],
        ]
    }

    /// The line as it is now.
    public var line: Line { state.withLock { $0 } }

    /// Waits until the host has set the line so; false when it did not in time.
    public func wait(milliseconds: Int = 5_000, until fits: (Line) -> Bool) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { fits($0) ? true : nil } ?? false
    }

    public func control(_ request: USBControlRequest, data: [UInt8]) -> [UInt8]? {
        switch (request.requestType, request.request) {
        case (0x21, 0x20) where data.count == 7:
            state.update { line in
                line.baud = data.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
                line.stopBits = data[4]
                line.parity = data[5]
                line.dataBits = data[6]
            }
            return []
        case (0xA1, 0x21):
            let line = line
            return (0..<4).map { UInt8(line.baud >> (8 * $0) & 0xFF) } + [line.stopBits, line.parity, line.dataBits]
        case (0x21, 0x22):
            state.update { line in
                line.isReady = request.value & 1 != 0
                line.requestsToSend = request.value & 2 != 0
            }
            return []
        // SEND_BREAK
        case (0x21, 0x23): return []
        default: return nil
        }
    }

    /// It has no OUT endpoint.
    public func received(_ data: [UInt8]) {}

    public func reset() {
        state.update { $0 = Line() }
    }
}
