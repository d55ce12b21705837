import Linux

/// Reads one IN endpoint with several transfers in flight, in order, until it fails, is stopped or its device is closed.
///
/// Of what was delivered at most `window` messages wait to be taken: then no transfer waits at the device, which keeps what it
/// has, as USB's flow control has it, and nothing is thrown away here.
public final class USBInput: Sendable {
    private struct State: Sendable {
        var isRunning = false
        var inFlight: [USBTransfer] = []
        var failure: USBError?
        /// Messages delivered and not taken.
        var untaken = 0
        /// Since when no transfer waits at the device, for want of room.
        var heldSince: UInt64?
        /// Nanoseconds it was so before.
        var held: UInt64 = 0

        var time: Int64 {
            Int64(clamping: ((heldSince ?? SystemClock.monotonicNanoseconds) &- held) / 1_000_000)
        }
    }

    private let link: any USBLink
    private let place: String
    private let endpoint: USBEndpoint
    private let length: Int
    private let transfers: Int
    private let window: Int
    private let deliver: @Sendable (USBReading, Int64) -> Void
    private let state = ConditionBox(State())

    init(
        link: any USBLink,
        place: String,
        endpoint: USBEndpoint,
        length: Int,
        transfers: Int,
        window: Int,
        deliver: @escaping @Sendable (USBReading, Int64) -> Void
    ) {
        self.link = link
        self.place = place
        self.endpoint = endpoint
        // Whole packets: a device that sends more than its descriptor says is then seen to do so, not a bus error.
        let packet = max(1, Int(endpoint.packetSize))
        self.length = (max(1, length) + packet - 1) / packet * packet
        self.transfers = max(1, transfers)
        self.window = max(1, window)
        self.deliver = deliver
    }

    /// Milliseconds on a clock that stands still while the device is not listened to for want of room: a silence by this clock
    /// is one of the device.
    public var time: Int64 { state.withLock { $0.time } }

    /// Begins to read, or begins anew after a failure; nothing when it reads.
    public func start() throws(USBError) {
        let begins = state.withLock { state in
            guard !state.isRunning, state.inFlight.isEmpty else {
                return false
            }
            state.isRunning = true
            state.failure = nil
            return true
        }
        guard begins else {
            return
        }
        do throws(USBError) {
            try fill()
        } catch {
            stop()
            throw error
        }
    }

    /// Takes the transfers back; no failure is told, what had come in is still delivered.
    public func stop() {
        let waiting = state.withLock { state in
            state.isRunning = false
            return state.inFlight
        }
        waiting.forEach(link.cancel)
    }

    /// One message that was delivered is through: another may come.
    public func take() {
        state.withLock { $0.untaken -= $0.untaken > 0 ? 1 : 0 }
        goOn()
    }

    /// Submits as many transfers as there is room for.
    private func fill() throws(USBError) {
        while let transfer = nextTransfer() {
            do throws(USBError) {
                try link.submit(transfer)
            } catch {
                state.withLock { $0.inFlight.removeAll { $0 === transfer } }
                throw error
            }
            // Whoever stopped or failed meanwhile may have found it not yet on its way.
            if state.withLock({ !$0.isRunning || $0.failure != nil }) {
                link.cancel(transfer)
            }
        }
    }

    private func nextTransfer() -> USBTransfer? {
        state.withLock { state -> USBTransfer? in
            guard state.isRunning, state.failure == nil, state.inFlight.count < transfers else {
                return nil
            }
            guard state.inFlight.count < window - state.untaken else {
                if state.inFlight.isEmpty, state.heldSince == nil {
                    state.heldSince = SystemClock.monotonicNanoseconds
                }
                return nil
            }
            if let since = state.heldSince {
                state.held += SystemClock.monotonicNanoseconds &- since
                state.heldSince = nil
            }
            let transfer = USBTransfer(endpoint.transferKind, endpoint: endpoint.address, inputLength: length) {
                [self]
                transfer,
                outcome in
                landed(transfer, outcome)
            }
            state.inFlight.append(transfer)
            return transfer
        }
    }

    private func landed(_ transfer: USBTransfer, _ outcome: USBOutcome) {
        let reading = USBReading.data(outcome.input)
        if outcome.failure == nil {
            let time = state.withLock { state in
                state.untaken += 1
                return state.time
            }
            deliver(reading, time)
        } else {
            // The beginning of a message whose end never came.
            reading.wipe()
        }
        let others = state.withLock { state -> [USBTransfer] in
            state.inFlight.removeAll { $0 === transfer }
            guard state.isRunning, state.failure == nil, let failure = outcome.failure else {
                return []
            }
            state.failure = USBError(call: "read", code: failure, number: outcome.number, place: place)
            return state.inFlight
        }
        others.forEach(link.cancel)
        goOn()
    }

    /// Reads on where nothing failed; else tells the failure once, after the last transfer has landed.
    private func goOn() {
        do throws(USBError) {
            try fill()
        } catch {
            state.withLock { $0.failure = $0.failure ?? error }
        }
        let failure = state.withLock { state -> (error: USBError, time: Int64)? in
            guard state.isRunning, state.inFlight.isEmpty, let failure = state.failure else {
                return nil
            }
            state.isRunning = false
            return (failure, state.time)
        }
        if let failure {
            deliver(.failed(failure.error), failure.time)
        }
    }
}
