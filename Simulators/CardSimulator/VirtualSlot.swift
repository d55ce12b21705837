import Glibc
import Synchronization

/// One slot of a virtual reader: speaks the card's side of the vpcd protocol (vsmartcard `src/vpcd`).
///
/// Each message is a 2-byte big-endian length and a payload; a payload of one byte is a control (0 power off, 1 power
/// on, 2 reset, 4 get ATR), any other a command APDU. A card that lies here is put down again by itself when pcscd
/// restarts.
public final class VirtualSlot: Sendable {
    private struct State {
        var card: (any VirtualCard)?
        var generation = 0
        var socket: Int32 = -1
    }

    private let state = Mutex(State())
    private let dial: @Sendable () -> Int32?

    /// `dial` opens a connection to the slot's port, nil while nobody listens.
    public init(dial: @escaping @Sendable () -> Int32?) {
        self.dial = dial
    }

    /// Puts a card on the reader, in place of one lying there; pcscd sees it within its polling time (400 ms).
    public func insert(_ card: any VirtualCard) {
        let generation = replace(with: card)
        let started = startThread { [self] in serve(generation) }
        precondition(started, "no thread for a virtual card")
    }

    /// Takes the card away; in the middle of an exchange its answer is lost.
    public func remove() {
        _ = replace(with: nil)
    }

    private func replace(with card: (any VirtualCard)?) -> Int {
        state.withLock { state in
            state.card = card
            state.generation += 1
            // The thread that uses the socket closes it; shutting it down wakes that thread.
            if state.socket >= 0 { shutdown(state.socket, Int32(SHUT_RDWR)) }
            state.socket = -1
            return state.generation
        }
    }

    private func isCurrent(_ generation: Int) -> Bool {
        state.withLock { $0.generation == generation }
    }

    private func serve(_ generation: Int) {
        while isCurrent(generation) {
            guard let socket = dial() else {
                usleep(5000)
                continue
            }
            let card = state.withLock { state -> (any VirtualCard)? in
                guard state.generation == generation else { return nil }
                state.socket = socket
                return state.card
            }
            if let card { talk(socket, card, generation) }
            state.withLock { if $0.generation == generation { $0.socket = -1 } }
            close(socket)
        }
    }

    private func talk(_ socket: Int32, _ card: any VirtualCard, _ generation: Int) {
        while let message = receive(socket) {
            if message.count == 1 {
                switch message[0] {
                case 0, 1, 2: card.powerChanged()
                case 4: guard send(socket, card.atr) else { return }
                default: return
                }
            } else {
                guard let answer = card.respond(to: message), isCurrent(generation) else { return }
                guard send(socket, answer) else { return }
            }
        }
    }

    private func receive(_ socket: Int32) -> [UInt8]? {
        guard let head = read(socket, 2) else { return nil }
        return read(socket, Int(head[0]) << 8 | Int(head[1]))
    }

    private func read(_ socket: Int32, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let got = bytes.withUnsafeMutableBytes { recv(socket, $0.baseAddress! + have, count - have, 0) }
            guard got > 0 else { return nil }
            have += got
            // vpcd 0.8 writes length and payload apart: without this Nagle and delayed ACK make 20 APDUs per second.
            var on: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        return bytes
    }

    private func send(_ socket: Int32, _ payload: [UInt8]) -> Bool {
        let count = min(payload.count, 0xFFFF)
        let message = [UInt8(count >> 8), UInt8(count & 0xFF)] + payload.prefix(count)
        var sent = 0
        while sent < message.count {
            let done = message.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + sent, message.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard done > 0 else { return false }
            sent += done
        }
        return true
    }
}
