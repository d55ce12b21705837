import Linux

/// Reads one IN endpoint with several transfers in flight, in order, until it fails, is stopped or its device is closed.
public final class USBInput: Sendable {
    private struct State: Sendable {
        var isRunning = false
        var inFlight: [USBTransfer] = []
        var failure: USBError?
    }

    private let link: any USBLink
    private let place: String
    private let endpoint: USBEndpoint
    private let length: Int
    private let transfers: Int
    private let deliver: @Sendable (USBReading) -> Void
    private let state = ConditionBox(State())

    init(
        link: any USBLink,
        place: String,
        endpoint: USBEndpoint,
        length: Int,
        transfers: Int,
        deliver: @escaping @Sendable (USBReading) -> Void
    ) {
        self.link = link
        self.place = place
        self.endpoint = endpoint
        // Whole packets: a device that sends more than its descriptor says is then seen to do so, not a bus error.
        let packet = max(1, Int(endpoint.packetSize))
        self.length = (max(1, length) + packet - 1) / packet * packet
        self.transfers = max(1, transfers)
        self.deliver = deliver
    }

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
        for _ in 0..<transfers {
            do throws(USBError) {
                try submit()
            } catch {
                stop()
                throw error
            }
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

    private func submit() throws(USBError) {
        let transfer = USBTransfer(endpoint.transferKind, endpoint: endpoint.address, inputLength: length) {
            [self]
            transfer,
            outcome in
            landed(transfer, outcome)
        }
        state.withLock { $0.inFlight.append(transfer) }
        do throws(USBError) {
            try link.submit(transfer)
        } catch {
            state.withLock { $0.inFlight.removeAll { $0 === transfer } }
            throw error
        }
    }

    private func landed(_ transfer: USBTransfer, _ outcome: USBOutcome) {
        let reading = USBReading.data(outcome.input)
        if outcome.failure == nil {
            deliver(reading)
        } else {
            // The beginning of a message whose end never came.
            reading.wipe()
        }
        let (goesOn, others) = state.withLock { state -> (Bool, [USBTransfer]) in
            state.inFlight.removeAll { $0 === transfer }
            guard state.isRunning, state.failure == nil else {
                return (false, [])
            }
            guard let failure = outcome.failure else {
                return (true, [])
            }
            state.failure = USBError(call: "read", code: failure, number: outcome.number, place: place)
            return (false, state.inFlight)
        }
        others.forEach(link.cancel)
        if goesOn {
            do throws(USBError) {
                try submit()
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
        tellFailureWhenQuiet()
    }

    /// Tells a failure once, after the last transfer has landed.
    private func tellFailureWhenQuiet() {
        let failure = state.withLock { state -> USBError? in
            guard state.isRunning, state.inFlight.isEmpty, let failure = state.failure else {
                return nil
            }
            state.isRunning = false
            return failure
        }
        if let failure {
            deliver(.failed(failure))
        }
    }
}
