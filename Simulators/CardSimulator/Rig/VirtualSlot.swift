import Glibc
import Linux
import Runtime

/// One slot of a virtual reader: speaks the card's side of the vpcd protocol (vsmartcard `src/vpcd`).
///
/// Each message is a 2-byte big-endian length and a payload; a payload of one byte is a control (0 power off, 1 power
/// on, 2 reset, 4 get the answer to reset), any other a command APDU. pcscd looks every 400 ms by asking for the answer to
/// reset; no connection is no card. (vpcd 0.8 hangs on an empty payload, so nothing else can say it.) A card that lies here
/// is seen again when pcscd comes back. Any thread may insert and remove.
public final class VirtualSlot: Sendable {
    private struct State: Sendable {
        var card: (any VirtualCard)?
        /// Counts insertions and removals: an answer begun before one is not sent after it.
        var turn = 0
        /// The connection to pcscd, and the turn of the card that it was opened for.
        var line: StreamSocket?
        var lineTurn = 0
        /// pcscd has seen what lies here now.
        var isSeen = true
        var isClosed = false
    }

    private let state = ConditionBox(State())
    private let rig: RigLine
    private let dial: @Sendable () -> StreamSocket?

    /// `dial` opens a connection to the slot's port, nil when nobody listens.
    init(name: String, rig: RigLine, dial: @escaping @Sendable () -> StreamSocket?) throws(LinuxError) {
        self.rig = rig
        self.dial = dial
        _ = try DeviceThread.start(name) { [self] in
            Signals.block([SIGPIPE])
            serve()
        }
    }

    /// Puts a card on the reader, in place of one lying there; pcscd sees the old one go before the new one comes.
    public func insert(_ card: any VirtualCard) {
        exchange(for: card)
    }

    /// Takes the card away; in the middle of an exchange its answer is lost. Nothing when there is none.
    public func remove() {
        exchange(for: nil)
    }

    /// The card lying here.
    public var card: (any VirtualCard)? { state.withLock { $0.card } }

    /// Waits until pcscd has looked at what lies here now, a card or nothing; false when it did not within the time.
    @discardableResult
    public func waitUntilSeen(milliseconds: Int = 30_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.isSeen ? true : nil } ?? false
    }

    /// Breaks the connection to pcscd, which is opened again as long as pcscd runs; the card stays.
    func hangUp() {
        state.withLock { $0.line?.shutdown() }
    }

    /// Ends the slot's thread.
    func close() {
        remove()
        state.update { state in
            state.isClosed = true
            state.line?.shutdown()
        }
    }

    private func exchange(for card: (any VirtualCard)?) {
        let old = state.update { state in
            let old = state.card
            guard old != nil || card != nil else {
                return old
            }
            state.card = card
            state.turn += 1
            state.isSeen = card == nil && state.line == nil
            // pcscd reads the end instead of an answer; its next look is still taken, to know that it saw no card.
            state.line?.finishWriting()
            return old
        }
        old?.taken()
    }

    private func serve() {
        var refused = 0
        // A connection that broke before pcscd looked says nothing of the card that went: pcscd must find the slot empty first,
        // however late it looks, or it takes the new card for the old one.
        var mustBeSeenEmpty = false
        while waitForCard(), let generation = rig.waitUntilUp(refused: refused) {
            guard let line = dial() else {
                refused = generation
                continue
            }
            let isWanted = state.update { state in
                guard state.card != nil, !state.isClosed else {
                    return false
                }
                state.line = line
                state.lineTurn = mustBeSeenEmpty ? state.turn - 1 : state.turn
                return true
            }
            if mustBeSeenEmpty {
                line.finishWriting()
            }
            var wasLooked = !isWanted
            while isWanted, !wasLooked, answer(line, &wasLooked) {}
            let changed = state.update { state in
                state.line = nil
                return state.turn != state.lineTurn
            }
            line.close()
            if isWanted {
                mustBeSeenEmpty = changed && !wasLooked
            }
            state.update { state in
                state.isSeen = state.card == nil
            }
        }
    }

    /// False when the slot is closed.
    private func waitForCard() -> Bool {
        state.wait(until: .never) { $0.isClosed ? false : $0.card != nil ? true : nil } ?? false
    }

    /// Takes one message and answers it; false when the connection is over.
    ///
    /// `wasLooked` becomes true when the card was taken and pcscd has looked since.
    private func answer(_ line: StreamSocket, _ wasLooked: inout Bool) -> Bool {
        do throws(LinuxError) {
            var isPowerUp = false
            while true {
                let head = try line.readExactly(2, until: .never)
                let message = try line.readExactly(Int(head[0]) << 8 | Int(head[1]), until: .never)
                let card = state.withLock { $0.turn == $0.lineTurn ? $0.card : nil }
                switch message {
                case [0], [1], [2]:
                    isPowerUp = message != [0]
                    card?.powerChanged()
                case [4]:
                    guard let card else {
                        // After power comes the same question, but its answer decides on mute, not on absent.
                        wasLooked = !isPowerUp
                        return true
                    }
                    try send(card.atr, on: line)
                    if !isPowerUp {
                        state.update { $0.isSeen = $0.turn == $0.lineTurn }
                    }
                    return true
                default:
                    guard let card else {
                        return true
                    }
                    guard message.count > 1, let answer = card.respond(to: message) else {
                        return false
                    }
                    if state.withLock({ $0.turn == $0.lineTurn }) {
                        try send(answer, on: line)
                    }
                    return true
                }
            }
        } catch {
            return false
        }
    }

    private func send(_ payload: [UInt8], on line: StreamSocket) throws(LinuxError) {
        let count = min(payload.count, 0xFFFF)
        try line.writeAll([UInt8(count >> 8), UInt8(count & 0xFF)] + payload.prefix(count), until: .never)
    }
}
