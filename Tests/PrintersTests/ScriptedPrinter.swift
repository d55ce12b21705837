import Linux
import Receipts
import Runtime

/// A printer of few words for tests: takes bytes in, executes them in order, and does what a test makes of it.
///
/// It prints text only; what matters is when bytes come, what is answered, and what is lost.
final class ScriptedPrinter: Sendable {
    /// What it makes of `GS :`.
    enum Macro: Sendable {
        case none
        /// Does what the macro holds when it is run.
        case silentDefinition
        /// And while it is being defined.
        case answersDefinition
    }

    /// What it answers.
    struct Abilities: Sendable {
        var realTime = true
        var automatic = true
        var processID = true
        var fence = true
        var macro = Macro.answersDefinition
        var identity = true
        var clear = true
        /// Of `GS I 68`.
        var serial = "N68"

        static let none = Abilities(
            realTime: false,
            automatic: false,
            processID: false,
            fence: false,
            identity: false,
            clear: false
        )
        static let clone = Abilities(
            automatic: false,
            processID: false,
            fence: false,
            identity: false,
            clear: false
        )
        static let fenced = Abilities(automatic: false, processID: false, clear: false)
    }

    struct State: Sendable {
        var abilities: Abilities
        /// Every byte that came over the line while it was on.
        var received: [UInt8] = []
        /// What was executed as text, image rows left out.
        var paper = ""
        var ids: [String] = []
        var isOn = true
        var paperEnd = false
        var nearEnd = false
        var coverOpen = false
        /// Bytes it executes per look, so that a mechanism can be slow.
        var pace = Int.max
        /// Switches itself off when that many bytes have come.
        var offAt: Int?
        /// Is off and on again when that many bytes have come.
        var forgetsAt: Int?
        /// Runs out of paper when that many bytes have been executed.
        var paperEndsAt: Int?
        /// Says XOFF when offline or nearly full, XON afterwards.
        var saysXOFF = false
        var capacity = 4_096
        var executed = 0
        var overflow = 0
        /// How many times its buffers were cleared.
        var clears = 0
        /// Answers to `GS r`, `GS ( H` and to real-time requests are lost while set.
        var losesOrdered = false
        var losesRealTime = false

        fileprivate(set) var buffer: [UInt8] = []
        fileprivate(set) var isHeld = false
        fileprivate(set) var automaticOn = false
        fileprivate var toldAutomatic: [UInt8] = []
        fileprivate var definesMacro = false
        fileprivate var hasMacro = false
        /// Bytes still owed to an image.
        var imageBytes = 0
        fileprivate var window: [UInt8] = []
        fileprivate var stopped = false

        fileprivate var isReady: Bool { !paperEnd && !coverOpen }
        fileprivate var automatic: [UInt8] {
            [
                0x10 | (isReady ? 0 : 0x08) | (coverOpen ? 0x20 : 0), 0,
                (paperEnd ? 0x0F : 0) | (nearEnd ? 0x03 : 0), 0,
            ]
        }
    }

    let state: ConditionBox<State>
    private let wire: any PrinterWire
    private let thread: DeviceThread

    init(on wire: any PrinterWire, _ abilities: Abilities = Abilities(), _ change: (inout State) -> Void = { _ in })
        throws
    {
        var first = State(abilities: abilities)
        change(&first)
        let state = ConditionBox(first)
        self.state = state
        self.wire = wire
        thread = try DeviceThread.start("scripted") { Self.run(state, wire) }
    }

    /// Ends its thread; the line stays.
    func end() {
        state.update { $0.stopped = true }
        thread.join(until: .after(milliseconds: 5_000))
    }

    /// Takes the line away.
    func unplug() {
        end()
        wire.close()
    }

    func change(_ body: (inout State) -> Void) { state.update(body) }

    /// Off and on again: what was in its memory is gone.
    func powerCycle() {
        state.update { state in
            Self.forget(&state)
            state.paperEnd = false
            state.isOn = true
        }
    }

    func say(_ bytes: [UInt8]) { wire.write(bytes) }

    /// Waits until the state is so.
    @discardableResult
    func wait(_ seconds: Int = 10, until fits: (State) -> Bool) -> Bool {
        state.wait(until: .after(milliseconds: seconds * 1_000)) { fits($0) ? true : nil } ?? false
    }

    var received: [UInt8] { state.withLock { $0.received } }
    var paper: String { state.withLock { $0.paper } }

    // MARK: its thread

    private static func run(_ state: ConditionBox<State>, _ wire: any PrinterWire) {
        while true {
            let bytes = wire.read(until: .after(milliseconds: 2))
            let (answers, isOver) = state.update { state -> ([UInt8], Bool) in
                guard !state.stopped, bytes?.isEmpty != true else {
                    return ([], true)
                }
                var answers: [UInt8] = []
                take(bytes ?? [], &state, &answers)
                if state.isOn {
                    execute(&state, &answers)
                    tellChanges(&state, &answers)
                }
                return (answers, false)
            }
            if !answers.isEmpty {
                wire.write(answers)
            }
            if isOver {
                return
            }
        }
    }

    private static func forget(_ state: inout State) {
        state.buffer = []
        state.window = []
        state.imageBytes = 0
        state.automaticOn = false
        state.definesMacro = false
        state.hasMacro = false
        state.isHeld = false
    }

    private static func take(_ bytes: [UInt8], _ state: inout State, _ answers: inout [UInt8]) {
        for byte in bytes where state.isOn {
            state.received.append(byte)
            if let limit = state.offAt, state.received.count >= limit {
                state.isOn = false
                state.offAt = nil
                forget(&state)
                return
            }
            if let limit = state.forgetsAt, state.received.count >= limit {
                state.forgetsAt = nil
                forget(&state)
                continue
            }
            state.window = (state.window + [byte]).suffix(PrinterRequest.clearBuffers.count)
            if state.window == PrinterRequest.clearBuffers, state.abilities.clear {
                state.clears += 1
                state.buffer = []
                state.imageBytes = 0
                answers += [0x37, 0x25, 0x00]
                continue
            }
            if state.window.suffix(3).starts(with: [0x10, 0x04]), state.window.count >= 3, state.abilities.realTime,
                !state.losesRealTime
            {
                answers.append(realTime(byte, state))
            }
            if state.buffer.count < state.capacity {
                state.buffer.append(byte)
            } else {
                state.overflow += 1
            }
        }
    }

    private static func realTime(_ question: UInt8, _ state: State) -> UInt8 {
        switch question {
        case 1: 0x12 | (state.isReady ? 0 : 0x08)
        case 2: 0x12 | (state.coverOpen ? 0x04 : 0) | (state.paperEnd ? 0x20 : 0)
        case 4: 0x12 | (state.paperEnd ? 0x60 : 0) | (state.nearEnd || state.paperEnd ? 0x0C : 0)
        default: 0x12
        }
    }

    private static func tellChanges(_ state: inout State, _ answers: inout [UInt8]) {
        if state.automaticOn, state.automatic != state.toldAutomatic {
            state.toldAutomatic = state.automatic
            answers += state.automatic
        }
        let mustHold = !state.isReady || state.capacity - state.buffer.count < 128
        if state.saysXOFF, mustHold != state.isHeld {
            state.isHeld = mustHold
            answers.append(mustHold ? 0x13 : 0x11)
        }
    }

    private static func execute(_ state: inout State, _ answers: inout [UInt8]) {
        var left = state.pace
        while state.isReady, left > 0, let length = commandLength(state), length <= state.buffer.count {
            let command = Array(state.buffer.prefix(length))
            state.buffer.removeFirst(length)
            state.executed += length
            left -= length
            carryOut(command, &state, &answers)
            if let limit = state.paperEndsAt, state.executed >= limit {
                state.paperEnd = true
                state.paperEndsAt = nil
            }
        }
    }

    /// Bytes of the command at the head of the buffer; nil while not even that is known.
    private static func commandLength(_ state: State) -> Int? {
        let buffer = state.buffer
        guard let first = buffer.first else {
            return nil
        }
        if state.imageBytes > 0 {
            return 1
        }
        switch first {
        case 0x10:
            guard buffer.count >= 2 else {
                return nil
            }
            return buffer[1] == 0x14 ? PrinterRequest.clearBuffers.count : 3
        case 0x1B:
            guard buffer.count >= 2 else {
                return nil
            }
            return buffer[1] == 0x06 ? 3 : 2
        case 0x1D:
            guard buffer.count >= 2 else {
                return nil
            }
            if buffer[1] == 0x28 {
                return buffer.count < 5 ? nil : 5 + Int(buffer[3]) + Int(buffer[4]) << 8
            }
            switch buffer[1] {
            case 0x3A: return 2
            case 0x5E: return 5
            case 0x76: return 8
            default: return 3
            }
        default: return 1
        }
    }

    private static func carryOut(_ command: [UInt8], _ state: inout State, _ answers: inout [UInt8]) {
        if state.imageBytes > 0 {
            state.imageBytes -= 1
            return
        }
        let can = state.abilities
        switch (command[0], command.dropFirst().first) {
        case (0x1B, 0x40):
            state.automaticOn = false
        case (0x1D, 0x61):
            state.automaticOn = can.automatic
            state.toldAutomatic = []
        case (0x1D, 0x72):
            // Not more than this in a definition.
            if can.fence, !state.losesOrdered, !state.definesMacro || can.macro != .silentDefinition {
                answers.append(0x00)
            }
        case (0x1D, 0x3A):
            if can.macro != .none {
                state.definesMacro.toggle()
                state.hasMacro = !state.definesMacro
            }
        case (0x1D, 0x5E):
            state.hasMacro = state.hasMacro && !state.definesMacro
            state.definesMacro = false
            if state.hasMacro, command[2] > 0, !state.losesOrdered {
                answers.append(0x00)
            }
        case (0x1D, 0x49):
            if can.identity {
                let text = command[2] == 68 ? can.serial : "N\(command[2])"
                answers += [0x5F] + Array(text.utf8) + [0x00]
            }
        case (0x1D, 0x76):
            state.imageBytes =
                (Int(command[4]) + Int(command[5]) << 8) * (Int(command[6]) + Int(command[7]) << 8)
        case (0x1D, 0x28):
            let id = String(decoding: command.suffix(4), as: UTF8.self)
            state.ids.append(id)
            if can.processID, !state.losesOrdered {
                answers += [0x37, 0x22] + command.suffix(4) + [0x00]
            }
        case (0x10, _), (0x00, _), (0x1B, 0x06):
            break
        default:
            state.paper += String(decoding: command, as: UTF8.self)
        }
    }
}
