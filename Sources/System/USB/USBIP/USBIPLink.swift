import Glibc
import Linux

/// An imported device: one connection, many URBs.
///
/// Sending never blocks: what the socket does not take waits for the bus's thread, which also reads the answers.
final class USBIPLink: USBLink {
    private struct State: Sendable {
        var traffic = USBIPTraffic<USBTransfer>()
        var unsent: [UInt8] = []
        /// The server takes nothing more; what it has sent is still to be read, and then the connection's end.
        var isUnheard = false
        var isOver = false
    }

    /// A server that takes nothing more is given up rather than fed without end.
    private static let mostUnsent = 4 << 20

    let socket: StreamSocket
    private let bus: USBIPBus
    private let place: String
    private let deviceID: UInt32
    private let state = ConditionBox(State())

    init(bus: USBIPBus, place: String, deviceID: UInt32, socket: StreamSocket) {
        self.bus = bus
        self.place = place
        self.deviceID = deviceID
        self.socket = socket
    }

    /// No kernel driver stands between a USB/IP server and us.
    func claim(_ interface: UInt8) throws(USBError) {}

    func release(_ interface: UInt8, toKernel: Bool) throws(USBError) {}

    func select(_ alternate: UInt8, of interface: UInt8) throws(USBError) {
        try control(.setInterface(interface, alternate: alternate), "SET_INTERFACE")
    }

    func submit(_ transfer: USBTransfer) throws(USBError) {
        let isQueued = state.withLock { state in
            guard !state.isOver, !state.isUnheard, state.unsent.count < Self.mostUnsent else {
                return false
            }
            let length = transfer.isIn ? transfer.inputLength : transfer.output.count
            let setup: USBControlRequest? = if case .control(let request) = transfer.kind { request } else { nil }
            let urb = USBIPSubmit(
                sequence: state.traffic.submit(transfer, isIn: transfer.isIn, length: length),
                deviceID: deviceID,
                isIn: transfer.isIn,
                endpoint: transfer.endpoint & 0x0F,
                length: UInt32(clamping: length),
                setup: setup
            )
            state.unsent += USBIPCommand.submit(urb).head + transfer.output
            return true
        }
        guard isQueued else {
            throw USBError(call: "USBIP_CMD_SUBMIT", code: .noDevice, place: place)
        }
        send()
    }

    func cancel(_ transfer: USBTransfer) {
        let isQueued = state.withLock { state in
            guard !state.isOver, let (sequence, victim) = state.traffic.unlink(where: { $0 === transfer }) else {
                return false
            }
            state.unsent += USBIPCommand.unlink(sequence: sequence, deviceID: deviceID, victim: victim).head
            return true
        }
        if isQueued {
            send()
        }
    }

    func clearHalt(_ endpoint: UInt8) throws(USBError) {
        try control(.clearHalt(endpoint), "CLEAR_FEATURE")
    }

    private func control(_ request: USBControlRequest, _ call: String) throws(USBError) {
        let outcome = try run(.control(request), until: .after(milliseconds: 1_000))
        if let failure = outcome.failure {
            throw USBError(call: call, code: failure, number: outcome.number, place: place)
        }
    }

    /// The end of the connection takes everything back at the server.
    func close() {
        end(.cancelled)
        bus.closed(self)
    }

    // MARK: on the bus's thread

    /// Something waits to be sent: the bus's thread watches for room.
    var hasUnsent: Bool { state.withLock { !$0.unsent.isEmpty } }

    /// Sends what the socket takes now.
    func send() {
        state.withLock { state in
            guard !state.isOver, !state.unsent.isEmpty else {
                return
            }
            do throws(LinuxError) {
                let count = try socket.write(state.unsent, until: .now)
                state.unsent.removeFirst(count)
            } catch {
                state.unsent = []
                state.isUnheard = true
            }
        }
        if hasUnsent {
            bus.wake()
        }
    }

    /// Takes what has come in; false when the connection is over, for whatever reason.
    func receive() -> Bool {
        do throws(LinuxError) {
            // Never nothing: whole messages are taken out at once.
            guard var bytes = try socket.read(upTo: state.withLock { $0.traffic.room }, until: .now) else {
                return true
            }
            guard !bytes.isEmpty else {
                end()
                return false
            }
            state.withLock { $0.traffic.add(&bytes) }
        } catch {
            end()
            return false
        }
        while true {
            switch state.withLock({ $0.traffic.next() }) {
            case .incomplete: return true
            case .nothing: continue
            case .landed(let transfer, let outcome): transfer.complete(outcome)
            case .violation:
                end()
                return false
            }
        }
    }

    /// The device is gone, its server talks nonsense, or it is closed: everything under way ends so.
    func end(_ failure: USBError.Code = .noDevice) {
        let lost = state.update { state in
            state.unsent = []
            state.isOver = true
            return state.traffic.end()
        }
        socket.shutdown()
        for transfer in lost {
            transfer.complete(USBOutcome(failure: failure, count: 0))
        }
    }
}
