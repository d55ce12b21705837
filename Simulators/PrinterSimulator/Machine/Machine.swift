import Imaging
import Linux
import Receipts

/// The whole printer behind its connectors; one lock around it, no thread of its own.
///
/// Times are nanoseconds of `SystemClock.monotonicNanoseconds`, handed in.
struct Machine {
    static let mostUnknown = 10_000

    let model: PrinterModel
    var mechanism: Mechanism
    var interpreter: any PrinterInterpreter
    var scanner: any RealTimeReceiver
    var buffer: ReceiveBuffer
    var ports: [PortState] = []
    /// The connector the last byte came from: where answers go.
    var speaker = 0
    var isOn = true
    /// When it goes on again by itself.
    var switchesOnAt: UInt64?
    var isCablePlugged = true
    var isClosed = false
    var isDrawerOpen = false
    var drawerPulses = 0
    var beeps = 0
    /// Bytes that came in since the printer was made.
    var received = 0
    var unknown: [UnknownBytes] = []
    var star = StarCounters()
    var offlineResponse: UInt8 = 0
    var doesPulseInRealTime = true
    var doesPowerOffInRealTime = false
    var faults: [PrinterFault]
    /// Answers faults still have to swallow.
    var repliesToLose = 0
    /// Milliseconds by which the next answer is to be late.
    var replyDelay: Int?
    /// The next long answer gets XOFF inside.
    var interleavesReply = false
    var busyUntil: UInt64 = 0
    /// Between the two thresholds of the receive buffer it stays what it was.
    var isBufferFull = false
    private var lastState: MachineState?

    init(_ model: PrinterModel, faults: [PrinterFault], glyphs: GlyphSource, iconv: Iconv) {
        self.model = model
        self.faults = faults
        mechanism = Mechanism(model)
        switch model.dialect {
        case .escpos:
            interpreter = Interpreter(model, glyphs: glyphs, iconv: iconv)
            scanner = RealTimeScanner()
        case .starLine, .starPRNT, .starGraphic:
            interpreter = StarInterpreter(model, glyphs: glyphs, iconv: iconv)
            scanner = StarRealTimeScanner()
        }
        buffer = ReceiveBuffer(capacity: model.receiveBufferBytes)
        armRowFault()
    }

    var state: MachineState {
        MachineState(
            hasPaper: mechanism.hasPaper,
            isNearEnd: mechanism.isNearEnd,
            isCoverOpen: mechanism.isCoverOpen,
            isDrawerPinHigh: isDrawerOpen == model.drawerOpenIsHigh,
            isCutterError: mechanism.halt == .cutter,
            isMechanicalError: mechanism.halt == .cover,
            isUnrecoverable: mechanism.halt == .broken,
            isFeeding: mechanism.feedingUntil != nil,
            isAutoRecoverable: mechanism.hotUntil != nil
                || mechanism.isInterruptedByCover && mechanism.halt == nil,
            isHeadHot: mechanism.hotUntil != nil
        )
    }

    /// Whether host and printer hear each other.
    var isReachable: Bool { isOn && isCablePlugged }

    func isBusy(now: UInt64) -> Bool {
        isBufferFull || now < busyUntil || model.isBusyWhileOffline && state.isOffline
    }

    // MARK: Bytes in

    /// One byte comes in over a connector.
    mutating func arrive(_ byte: UInt8, from port: Int, now: UInt64) {
        received += 1
        speaker = port
        let command = scanner.take(byte)
        if command != .clear || !model.abilities.contains(.bufferClear) {
            buffer.append(byte)
            noteBuffer()
        }
        if let command {
            perform(command, now: now)
        }
    }

    /// Reads and prints as far as memory, paper and time allow.
    mutating func pump(now: UInt64) {
        while isOn {
            while let event = mechanism.advance(now: now) {
                handle(event, now: now)
            }
            guard isOn, mechanism.takesMore, let byte = buffer.next() else {
                break
            }
            noteBuffer()
            interpreter.take(byte)
            for action in interpreter.takeActions() {
                perform(action, now: now)
            }
        }
        tellChanges(now: now)
    }

    private mutating func noteBuffer() {
        if buffer.free <= model.busyAtFreeBytes {
            isBufferFull = true
        } else if buffer.free >= model.readyAtFreeBytes {
            isBufferFull = false
        }
    }

    private mutating func handle(_ event: Mechanism.Event, now: UInt64) {
        switch event {
        case .rowReached: fireRowFaults(now: now)
        case .cut: break
        case .pulse: pulse()
        case .beep: beeps += 1
        case .counted(let count): finish(count, now: now)
        case .confirmed(let id): reply(Reply(.processID, [0x37, 0x22] + id + [0x00]), now: now)
        }
    }

    mutating func pulse() {
        drawerPulses += 1
        isDrawerOpen = true
    }

    /// `DLE DC4 8` and `DLE ENQ 2`: nothing that was received will be printed any more.
    mutating func clearBuffers() {
        interpreter.clear(unread: buffer.count)
        buffer.clear()
        noteBuffer()
        mechanism.clear()
    }

    // MARK: Bytes out

    mutating func reply(_ reply: Reply, to port: Int? = nil, now: UInt64) {
        let place = port ?? speaker
        guard isReachable, ports.indices.contains(place) else {
            return
        }
        guard repliesToLose == 0 else {
            repliesToLose -= 1
            return
        }
        if let delay = replyDelay {
            ports[place].transmitter.delay(until: now + UInt64(delay) * 1_000_000)
            replyDelay = nil
        }
        var reply = reply
        if interleavesReply, reply.bytes.count > 1 {
            interleavesReply = false
            let middle = reply.bytes.count / 2
            let bytes = reply.bytes.prefix(middle) + [Transmitter.xoff] + reply.bytes.dropFirst(middle)
            reply = Reply(reply.kind, bytes + [Transmitter.xon])
        }
        // A host that comes later still hears the process ID nobody took.
        if ports[place].host != nil || reply.kind == .processID {
            ports[place].transmitter.post(reply)
        }
    }

    /// Sends what `GS a` and `GS ( H` 49 promise when the state is another than before.
    mutating func tellChanges(now: UInt64) {
        let state = state
        guard state != lastState, isOn else {
            return
        }
        let wentOffline = state.isOffline && lastState?.isOffline == false
        lastState = state
        ports.forEach { $0.port.show(state) }
        for place in ports.indices where ports[place].automaticStatus != 0 {
            let bytes = automaticStatus
            if differs(bytes, ports[place].lastAutomaticStatus, by: ports[place].automaticStatus) {
                sendAutomaticStatus(to: place, now: now)
            }
        }
        if wentOffline, offlineResponse > 0 {
            let bytes = StatusBytes(state: state).offline(withCause: offlineResponse == 2)
            reply(Reply(.offlineResponse, bytes), now: now)
        }
    }

    mutating func sendAutomaticStatus(to place: Int, now: UInt64) {
        guard ports.indices.contains(place) else {
            return
        }
        let bytes = automaticStatus
        ports[place].lastAutomaticStatus = bytes
        reply(Reply(.status, bytes), to: place, now: now)
    }

    private var automaticStatus: [UInt8] {
        model.dialect == .escpos ? StatusBytes(state: state).automatic : starStatus.automatic
    }

    private func differs(_ new: [UInt8], _ old: [UInt8], by mask: UInt8) -> Bool {
        guard new.count == 4, old.count == 4 else {
            return new != old
        }
        let first: UInt8 = (mask & 0x01 == 0 ? 0 : 0x04) | (mask & 0x02 == 0 ? 0 : 0x28) | (mask & 0x40 == 0 ? 0 : 0x40)
        return (new[0] ^ old[0]) & first != 0 || mask & 0x04 != 0 && new[1] != old[1]
            || mask & 0x08 != 0 && new[2] != old[2]
    }
}
