import Linux

extension USBLink {
    /// How long a transfer that was taken back may take to land before it is left to the end of the device.
    private static var landing: Int { 500 }

    /// Sets a transfer on its way and waits for its end; past the deadline it is taken back, which is the failure `timeout`.
    func run(
        _ kind: USBTransfer.Kind,
        endpoint: UInt8 = 0,
        output: [UInt8] = [],
        inputLength: Int = 0,
        until deadline: Deadline
    ) throws(USBError) -> USBOutcome {
        let box = ConditionBox<USBOutcome?>(nil)
        let transfer = USBTransfer(kind, endpoint: endpoint, output: output, inputLength: inputLength) { _, outcome in
            box.update { $0 = outcome }
        }
        try submit(transfer)
        if let outcome = box.wait(until: deadline, for: { $0 }) {
            return outcome
        }
        cancel(transfer)
        let late = box.wait(until: .after(milliseconds: Self.landing)) { $0 }
        guard let late, late.failure != .cancelled else {
            return USBOutcome(failure: .timeout, number: late?.number ?? 0, input: [], count: late?.count ?? 0)
        }
        return late
    }
}
