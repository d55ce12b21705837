import Crypto
import Glibc
import Linux

/// An imported device: one connection, many URBs.
///
/// Sending never blocks: what the socket does not take waits for the bus's thread, which also reads the answers.
final class USBIPLink: USBLink {
    struct State: Sendable {
        var nextSequence: UInt32 = 1
        var flights: [UInt32: USBTransfer] = [:]
        /// Unlinks on their way, by sequence: what they take back.
        var unlinks: [UInt32: UInt32] = [:]
        var unsent: [UInt8] = []
        var received = USBIPReceived(capacity: 4_096)
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
            let sequence = state.nextSequence
            state.nextSequence = sequence &+ 1
            state.flights[sequence] = transfer
            state.received.provide(USBIPWire.urbHead + transfer.inputLength)
            let setup: USBControlRequest? = if case .control(let request) = transfer.kind { request } else { nil }
            let urb = USBIPSubmit(
                sequence: sequence,
                deviceID: deviceID,
                isIn: transfer.isIn,
                endpoint: transfer.endpoint & 0x0F,
                length: UInt32(clamping: transfer.isIn ? transfer.inputLength : transfer.output.count),
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
            guard !state.isOver, let victim = state.flights.first(where: { $0.value === transfer })?.key,
                !state.unlinks.values.contains(victim)
            else {
                return false
            }
            let sequence = state.nextSequence
            state.nextSequence = sequence &+ 1
            state.unlinks[sequence] = victim
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
            // Never nothing: whole messages are taken out at once, and the longest that may come has room.
            guard var bytes = try socket.read(upTo: state.withLock { $0.received.room }, until: .now) else {
                return true
            }
            guard !bytes.isEmpty else {
                end()
                return false
            }
            state.withLock { $0.received.add(&bytes) }
        } catch {
            end()
            return false
        }
        while true {
            switch state.withLock({ Self.next(&$0) }) {
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
            defer {
                state.flights = [:]
                state.unlinks = [:]
                state.unsent = []
                state.received.wipe()
                state.isOver = true
            }
            return state.flights.sorted { $0.key < $1.key }.map(\.value)
        }
        socket.shutdown()
        for transfer in lost {
            transfer.complete(USBOutcome(failure: failure, count: 0))
        }
    }

    private enum Step {
        case incomplete
        case nothing
        case landed(USBTransfer, USBOutcome)
        case violation
    }

    /// Takes one message out of what was received.
    private static func next(_ state: inout State) -> Step {
        guard state.received.count >= USBIPWire.urbHead else {
            return .incomplete
        }
        guard let answer = USBIPAnswer(head: Array(state.received.prefix(USBIPWire.urbHead))) else {
            return .violation
        }
        switch answer {
        case .unlinked(let sequence, let status):
            state.received.remove(USBIPWire.urbHead)
            guard let victim = state.unlinks.removeValue(forKey: sequence) else {
                return .violation
            }
            guard let transfer = state.flights.removeValue(forKey: victim) else {
                return .nothing
            }
            return .landed(transfer, USBOutcome(failure: .cancelled, number: status, count: 0))
        case .submitted(let sequence, let status, let count):
            // Without knowing the URB the length of what follows is not known either.
            guard let transfer = state.flights[sequence] else {
                return .violation
            }
            let most = transfer.isIn ? transfer.inputLength : transfer.output.count
            guard Int64(count) <= Int64(most) else {
                return .violation
            }
            let inputCount = transfer.isIn ? Int(count) : 0
            guard state.received.count >= USBIPWire.urbHead + inputCount else {
                return .incomplete
            }
            let input = Array(state.received.prefix(USBIPWire.urbHead + inputCount).dropFirst(USBIPWire.urbHead))
            state.received.remove(USBIPWire.urbHead + inputCount)
            state.flights[sequence] = nil
            let failure = USBError.Code.transfer(errno: status)
            return .landed(
                transfer,
                USBOutcome(failure: failure, number: failure == nil ? 0 : status, input: input, count: Int(count))
            )
        }
    }
}
