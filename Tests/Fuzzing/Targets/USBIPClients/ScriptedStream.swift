import Glibc
import Linux
import USBSimulator

/// A client that says what a conversation holds, and hears what it is told.
final class ScriptedStream: USBIPStream {
    private struct State: Sendable {
        var position = 0
        var happened = 0
        var heard: [UInt8] = []
        var isDeaf = false
        var hasEnded = false
    }

    private let conversation: Conversation
    private let happen: @Sendable (Happening) -> Void
    private let state = ConditionBox(State())

    init(_ conversation: Conversation, happen: @escaping @Sendable (Happening) -> Void) {
        self.conversation = conversation
        self.happen = happen
    }

    var heard: [UInt8] { state.withLock { $0.heard } }

    /// The part that was listened to.
    var said: [UInt8] { state.withLock { Array(conversation.bytes.prefix($0.position)) } }

    var hasEnded: Bool { state.withLock { $0.hasEnded } }

    func read(_ count: Int) throws(LinuxError) -> [UInt8] {
        while let happening = nextHappening() {
            happen(happening)
        }
        let bytes = state.withLock { state -> [UInt8]? in
            guard !state.hasEnded, conversation.bytes.count - state.position >= count else {
                return nil
            }
            state.position += count
            return Array(conversation.bytes[state.position - count..<state.position])
        }
        guard let bytes else {
            throw LinuxError(call: "read", errno: ECONNRESET)
        }
        return bytes
    }

    func write(_ bytes: [UInt8]) throws(LinuxError) {
        let isTaken = state.withLock { state in
            guard !state.hasEnded, !state.isDeaf else {
                return false
            }
            state.heard += bytes
            return true
        }
        guard isTaken else {
            throw LinuxError(call: "send", errno: EPIPE)
        }
    }

    func end() {
        state.withLock { $0.hasEnded = true }
    }

    /// What happens before the next byte is said.
    private func nextHappening() -> Happening? {
        state.withLock { state in
            guard state.happened < conversation.happenings.count,
                conversation.happenings[state.happened].place <= state.position
            else {
                return nil
            }
            let happening = conversation.happenings[state.happened].happening
            state.happened += 1
            if case .deafness = happening {
                state.isDeaf = true
            }
            return happening
        }
    }
}
