import Linux

/// Writes to one OUT endpoint without waiting for the device, in order, until a transfer fails or its device is closed.
///
/// No empty transfer is ever sent: a stream needs no packet to end it, and some devices take one for an end.
public final class USBOutput: Sendable {
    private struct State: Sendable {
        var inFlight: [USBTransfer] = []
        var pending = 0
        var failure: USBError?
        var isStopped = false
    }

    private let link: any USBLink
    private let place: String
    private let endpoint: USBEndpoint
    private let state = ConditionBox(State())

    init(link: any USBLink, place: String, endpoint: USBEndpoint) {
        self.link = link
        self.place = place
        self.endpoint = endpoint
    }

    /// Bytes on their way that the device has not taken yet; those of a transfer count until its end.
    public var pending: Int { state.withLock { $0.pending } }

    /// Why nothing is taken any more.
    public var failure: USBError? { state.withLock { $0.failure } }

    /// Sets bytes on their way as one transfer, behind what is on its way already. A device that takes nothing keeps them
    /// waiting for ever: the caller minds how many there are. Throws what an earlier transfer failed with.
    public func send(_ bytes: [UInt8]) throws(USBError) {
        if let failure {
            throw failure
        }
        guard !bytes.isEmpty else {
            return
        }
        let transfer = USBTransfer(endpoint.transferKind, endpoint: endpoint.address, output: bytes) {
            [self]
            transfer,
            outcome in
            landed(transfer, outcome)
        }
        state.withLock { state in
            state.inFlight.append(transfer)
            state.pending += bytes.count
        }
        do throws(USBError) {
            try link.submit(transfer)
        } catch {
            state.update { state in
                state.inFlight.removeAll { $0 === transfer }
                state.pending -= bytes.count
                state.failure = state.failure ?? error
            }
            throw error
        }
    }

    /// Takes back what the device has not taken, and waits for that until the deadline.
    public func stop(until deadline: Deadline) {
        let waiting = state.withLock { state in
            state.isStopped = true
            return state.inFlight
        }
        waiting.forEach(link.cancel)
        _ = state.wait(until: deadline) { $0.inFlight.isEmpty ? true : nil }
    }

    private func landed(_ transfer: USBTransfer, _ outcome: USBOutcome) {
        // What follows a transfer that failed must not reach the device without it.
        let others = state.update { state -> [USBTransfer] in
            state.inFlight.removeAll { $0 === transfer }
            state.pending -= transfer.output.count
            let failure = outcome.failure ?? (outcome.count < transfer.output.count ? .io : nil)
            guard let failure, !state.isStopped, state.failure == nil else {
                return []
            }
            state.failure = USBError(call: "write", code: failure, number: outcome.number, place: place)
            return state.inFlight
        }
        others.forEach(link.cancel)
    }
}
