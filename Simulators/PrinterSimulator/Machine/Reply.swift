/// An answer on its way to the host.
struct Reply {
    enum Kind: Int {
        // Untransmitted responses leave in this order, whatever order they came in (`GS ( H`).
        case processID
        case offlineResponse
        case clearResponse
        /// Everything else, in its own order and before the responses that wait.
        case status
    }

    let kind: Kind
    let bytes: [UInt8]

    init(_ kind: Kind, _ bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }
}
