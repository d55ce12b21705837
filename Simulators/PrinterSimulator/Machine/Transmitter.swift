/// What one connector still has to send to its host.
struct Transmitter {
    static let xon: UInt8 = 0x11
    static let xoff: UInt8 = 0x13
    /// A host that never reads must not fill the printer's memory.
    private static let mostWaiting = 1024

    private struct Waiting {
        let reply: Reply
        /// SystemClock nanoseconds before which it does not leave.
        let notBefore: UInt64
    }

    private var waiting: [Waiting] = []
    /// Begun, so that nothing but XON and XOFF goes in between.
    private var begun: [UInt8] = []
    /// XON or XOFF, ahead of everything.
    private var flow: UInt8?
    private var delayedUntil: UInt64 = 0

    var isEmpty: Bool { waiting.isEmpty && begun.isEmpty && flow == nil }

    mutating func post(_ reply: Reply) {
        if reply.kind == .processID || reply.kind == .offlineResponse {
            // Of two that are untransmitted only the latest is sent.
            waiting.removeAll { $0.reply.kind == reply.kind }
        }
        guard waiting.count < Self.mostWaiting else {
            return
        }
        let place =
            reply.kind == .status
            ? nil : waiting.firstIndex { $0.reply.kind.rawValue > reply.kind.rawValue && $0.reply.kind != .status }
        waiting.insert(Waiting(reply: reply, notBefore: delayedUntil), at: place ?? waiting.count)
    }

    mutating func postFlow(_ byte: UInt8) {
        flow = byte
    }

    /// Holds everything posted from now on back until a time.
    mutating func delay(until time: UInt64) {
        delayedUntil = max(delayedUntil, time)
    }

    /// Sends what may leave now; `write` says how many bytes the line took.
    mutating func send(now: UInt64, write: ([UInt8]) -> Int) {
        while true {
            if let byte = flow {
                guard write([byte]) == 1 else {
                    return
                }
                flow = nil
            }
            if !begun.isEmpty {
                begun.removeFirst(min(write(begun), begun.count))
                guard begun.isEmpty else {
                    return
                }
            }
            guard let next = waiting.first, next.notBefore <= now else {
                return
            }
            // One of which no byte left is untransmitted still.
            let count = write(next.reply.bytes)
            guard count > 0 else {
                return
            }
            begun = Array(next.reply.bytes.dropFirst(count))
            waiting.removeFirst()
        }
    }

    /// Whether something could leave now if the line took it.
    func isReady(now: UInt64) -> Bool {
        flow != nil || !begun.isEmpty || waiting.first.map { $0.notBefore <= now } == true
    }

    /// When the first answer held back may leave.
    var nextTime: UInt64? { begun.isEmpty ? waiting.first?.notBefore : nil }

    /// The host is gone: only the latest process ID waits for the next one.
    mutating func loseHost() {
        begun = []
        flow = nil
        waiting.removeAll { $0.reply.kind != .processID }
    }

    mutating func clear() {
        self = Transmitter()
    }
}
