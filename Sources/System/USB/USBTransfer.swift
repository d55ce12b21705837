import Synchronization

/// One transfer on its way: what is asked, and who hears of its end.
///
/// Completed exactly once, on the bus's thread or by the submitting call when it fails.
final class USBTransfer: Sendable {
    enum Kind: Sendable {
        case control(USBControlRequest)
        case interrupt
        case bulk
    }

    let kind: Kind
    /// Endpoint address, bit 7 set for IN; 0 for control.
    let endpoint: UInt8
    /// Data to the device; empty for IN.
    let output: [UInt8]
    /// Bytes asked for; 0 for OUT.
    let inputLength: Int
    private let completion: @Sendable (USBTransfer, USBOutcome) -> Void
    private let isDone = Atomic(false)

    init(
        _ kind: Kind,
        endpoint: UInt8 = 0,
        output: [UInt8] = [],
        inputLength: Int = 0,
        completion: @escaping @Sendable (USBTransfer, USBOutcome) -> Void
    ) {
        self.kind = kind
        self.endpoint = endpoint
        self.output = output
        self.inputLength = inputLength
        self.completion = completion
    }

    var isIn: Bool {
        if case .control(let request) = kind {
            return request.isIn
        }
        return endpoint & 0x80 != 0
    }

    func complete(_ outcome: USBOutcome) {
        if !isDone.exchange(true, ordering: .acquiringAndReleasing) {
            completion(self, outcome)
        }
    }
}
