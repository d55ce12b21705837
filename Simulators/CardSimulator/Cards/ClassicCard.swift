import Synchronization

/// A MIFARE Classic 1K on a reader of one of the key-loading dialects.
public final class ClassicCard: VirtualCard {
    public enum Reader: Sendable, Hashable, CaseIterable {
        /// Volatile key slots 0 and 1; answers 6300 to every failure.
        case acs
        /// Key number 60 or 61.
        case identiv
        /// Non-volatile slots only; obsolete FF 88 refused.
        case omnikey
    }

    private struct State: Sendable {
        var blocks: [Int: [UInt8]]
        var loaded: [UInt8: [UInt8]] = [:]
        var authenticated: Int?
    }

    public let atr = StorageATR.bytes(name: 0x0001)
    private let uid: [UInt8]
    private let reader: Reader
    private let keyA: [UInt8]
    private let state: Mutex<State>

    /// `blocks` by block number, 16 bytes each; every sector opens with `keyA`.
    public init(uid: [UInt8], keyA: [UInt8], blocks: [Int: [UInt8]], reader: Reader = .acs) {
        self.uid = uid
        self.keyA = keyA
        self.reader = reader
        state = Mutex(State(blocks: blocks))
    }

    public func powerChanged() {
        state.withLock { $0.authenticated = nil }
    }

    public func respond(to command: [UInt8]) -> [UInt8]? {
        guard command.count >= 4, command[0] == 0xFF else {
            return [0x6E, 0x00]
        }
        return state.withLock { state in
            switch command[1] {
            case 0xCA: return uid + [0x90, 0x00]
            case 0x82: return load(command, &state)
            case 0x86: return authenticate(command, &state)
            case 0xB0: return read(command, &state)
            default: return [0x6D, 0x00]
            }
        }
    }

    private var failure: [UInt8] { reader == .acs ? [0x63, 0x00] : [0x69, 0x82] }

    private func load(_ command: [UInt8], _ state: inout State) -> [UInt8] {
        guard command.count == 11, command[4] == 6 else {
            return [0x67, 0x00]
        }
        let takes: Bool =
            switch reader {
            case .acs: command[2] == 0x00 && command[3] <= 1
            case .identiv: command[2] == 0x00 && (command[3] == 0x60 || command[3] == 0x61)
            case .omnikey: command[2] == 0x20 && command[3] <= 0x1F
            }
        guard takes else {
            return reader == .acs ? [0x63, 0x00] : [0x69, 0x88]
        }
        state.loaded[command[3]] = Array(command[5...])
        return [0x90, 0x00]
    }

    private func authenticate(_ command: [UInt8], _ state: inout State) -> [UInt8] {
        guard command.count == 10, command[4] == 5, command[5] == 1 else {
            return [0x67, 0x00]
        }
        state.authenticated = nil
        guard command[8] == 0x60, state.loaded[command[9]] == keyA else {
            return failure
        }
        state.authenticated = Int(command[7]) / 4
        return [0x90, 0x00]
    }

    private func read(_ command: [UInt8], _ state: inout State) -> [UInt8] {
        let block = Int(command[3])
        guard state.authenticated == block / 4 else {
            return failure
        }
        return (state.blocks[block] ?? [UInt8](repeating: 0, count: 16)) + [0x90, 0x00]
    }
}
