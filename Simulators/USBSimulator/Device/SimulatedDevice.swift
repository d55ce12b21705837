import Linux
import USB

/// A USB device made of functions: answers standard requests itself and carries messages from endpoint to host.
///
/// Any thread. Plugged in by `USBIPServer.plug`; one host at a time drives it.
public final class SimulatedDevice: Sendable {
    /// What a message meets when 16 already wait.
    public enum WhenFull: Sendable {
        /// It is lost and counted, as firmware without flow control does.
        case drop
        /// It waits for the host, up to the deadline.
        case wait(until: Deadline)

        /// Waits for a host that is slow, up to 30 s.
        public static var patient: WhenFull { .wait(until: .after(milliseconds: 30_000)) }
    }

    struct State: Sendable {
        var faults = DeviceFaults()
        var configuration: UInt8 = 0
        var inputs: [UInt8: InEndpoint] = [:]
        var outputs: [UInt8: OutEndpoint] = [:]
        /// The alternate setting in force of each function.
        var alternates: [Int]
        var drops = 0
        var isSuspended = false
        /// Something was asked since it was suspended.
        var isAskedAsleep = false
        /// Sends an answer to the host that drives the device.
        var host: (@Sendable (USBIPAnswer, [UInt8]) -> Void)?
        /// Tells one host from the next.
        var turn = 0
        var vanish: (@Sendable () -> Void)?
    }

    public let design: DeviceDesign
    let functions: [any SimulatedFunction]
    let configurationDescriptor: [UInt8]
    /// Endpoint addresses of each function.
    private let addresses: [[UInt8]]
    private let state: ConditionBox<State>

    public init(_ design: DeviceDesign, functions: [any SimulatedFunction], faults: DeviceFaults = DeviceFaults()) {
        self.design = design
        self.functions = functions
        (configurationDescriptor, addresses) = DeviceDesign.configuration(of: functions)
        var state = State(faults: faults, alternates: [Int](repeating: 0, count: functions.count))
        for (function, own) in zip(functions, addresses) {
            for (endpoint, address) in zip(function.endpoints, own) {
                if endpoint.isIn {
                    state.inputs[address] = InEndpoint(packetSize: Int(endpoint.packetSize))
                } else {
                    state.outputs[address] = OutEndpoint(packetSize: Int(endpoint.packetSize))
                }
            }
        }
        self.state = ConditionBox(state)
    }

    /// How it misbehaves from now on.
    public func setFaults(_ faults: DeviceFaults) {
        state.withLock { $0.faults = faults }
    }

    /// Messages lost because 16 others waited for the host.
    public var drops: Int { state.withLock { $0.drops } }

    /// A host has chosen a configuration.
    public var isConfigured: Bool { state.withLock { $0.configuration != 0 } }

    /// Waits until a host has let go of it; false when it did not in time.
    public func waitUntilReleased(milliseconds: Int = 10_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.host == nil ? true : nil } ?? false
    }

    /// Waits until a host has chosen a configuration; false when none did in time.
    public func waitUntilConfigured(milliseconds: Int = 10_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.configuration != 0 ? true : nil } ?? false
    }

    /// Gives the host one message on the first IN endpoint of a function; false when it was lost.
    @discardableResult
    public func send(_ message: [UInt8], function: Int = 0, whenFull: WhenFull = .drop) -> Bool {
        guard functions.indices.contains(function), let address = addresses[function].first(where: { $0 & 0x80 != 0 })
        else {
            return false
        }
        let deadline: Deadline = if case .wait(let until) = whenFull { until } else { .now }
        let isTaken =
            state.wait(until: deadline) { state -> Bool? in
                state.inputs[address]?.post(message) == true ? true : nil
            } ?? false
        state.update { state in
            if !isTaken {
                state.drops += 1
            }
            flush(address, &state)
        }
        return isTaken
    }

    /// Halts the first IN or OUT endpoint of a function: the host gets STALL until it clears the halt.
    public func halt(function: Int = 0, isIn: Bool = true) {
        guard functions.indices.contains(function),
            let address = addresses[function].first(where: { ($0 & 0x80 != 0) == isIn })
        else {
            return
        }
        state.update { state in
            if isIn {
                state.inputs[address]?.isHalted = true
                flush(address, &state)
            } else {
                state.outputs[address]?.isHalted = true
                flushOutput(address, &state)
            }
        }
    }

    /// A function has room again for what the host sends; not from within the function's own calls.
    public func resumeOutput() {
        state.update { state in
            for address in state.outputs.keys.sorted() {
                flushOutput(address, &state)
            }
        }
    }

    /// Tells one host that has configured the device from the next; nil while none has.
    public var host: Int? { state.withLock { $0.host != nil && $0.configuration != 0 ? $0.turn : nil } }

    /// The host's bus goes to sleep: what is under way ends with ESHUTDOWN, and so does whatever is asked until `resume`.
    public func suspend() {
        state.update { state in
            state.isSuspended = true
            state.isAskedAsleep = false
            // A host that wakes sets the configuration anew.
            state.configuration = 0
            for address in state.inputs.keys.sorted() {
                for sequence in state.inputs[address]?.takeURBs() ?? [] {
                    state.host?(.submitted(sequence: sequence, status: Self.shutdown, count: 0), [])
                }
            }
            for address in state.outputs.keys.sorted() {
                for sequence in state.outputs[address]?.takeURBs() ?? [] {
                    state.host?(.submitted(sequence: sequence, status: Self.shutdown, count: 0), [])
                }
            }
        }
    }

    /// Waits until a host tries to reach the sleeping device; false when none did in time.
    public func waitUntilAskedAsleep(milliseconds: Int = 10_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.isAskedAsleep ? true : nil } ?? false
    }

    /// The host's bus is awake again; the device kept its power and its messages.
    public func resume() {
        state.update { $0.isSuspended = false }
    }

    /// Waits until the host has taken every message; false when it did not in time.
    public func waitUntilTaken(milliseconds: Int = 10_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { state in
            state.inputs.values.allSatisfy { $0.messages.isEmpty } ? true : nil
        } ?? false
    }

    // MARK: driven by a host

    /// A host takes the device; nil when another has it, else what `detach` is to be given.
    func attach(
        answer: @escaping @Sendable (USBIPAnswer, [UInt8]) -> Void,
        vanish: @escaping @Sendable () -> Void
    ) -> Int? {
        state.update { state in
            guard state.host == nil else {
                return nil
            }
            state.host = answer
            state.vanish = vanish
            state.turn += 1
            return state.turn
        }
    }

    /// The host that attached in `turn` is gone, or with nil the device was unplugged: power and all under way are lost.
    func detach(_ turn: Int? = nil) {
        state.update { state in
            guard turn == nil || turn == state.turn else {
                return
            }
            state.host = nil
            state.vanish = nil
            powerDown(&state)
        }
    }

    func submit(_ urb: USBIPSubmit, data: [UInt8]) {
        state.update { state in
            if state.isSuspended {
                state.isAskedAsleep = true
                state.host?(.submitted(sequence: urb.sequence, status: Self.shutdown, count: 0), [])
            } else if let request = urb.setup {
                control(urb, request, data, &state)
            } else if urb.isIn {
                let address = urb.endpoint | 0x80
                guard has(address, state) else {
                    state.host?(.submitted(sequence: urb.sequence, status: InEndpoint.stall, count: 0), [])
                    return
                }
                state.inputs[address]?.submit(sequence: urb.sequence, length: Int(urb.length))
                flush(address, &state)
            } else {
                guard has(urb.endpoint, state) else {
                    state.host?(.submitted(sequence: urb.sequence, status: InEndpoint.stall, count: 0), [])
                    return
                }
                state.outputs[urb.endpoint]?.submit(sequence: urb.sequence, data: data)
                flushOutput(urb.endpoint, &state)
            }
        }
    }

    func unlink(_ victim: UInt32, sequence: UInt32) {
        state.update { state in
            var isTaken = false
            for address in state.inputs.keys.sorted() where state.inputs[address]?.unlink(victim) == true {
                isTaken = true
            }
            for address in state.outputs.keys.sorted() where state.outputs[address]?.unlink(victim) == true {
                isTaken = true
            }
            state.host?(.unlinked(sequence: sequence, status: isTaken ? Self.reset : 0), [])
        }
    }

    private static let reset: Int32 = -104
    private static let shutdown: Int32 = -108

    /// Whether an endpoint is there in the setting in force of its interface.
    private func has(_ address: UInt8, _ state: State) -> Bool {
        guard let index = addresses.firstIndex(where: { $0.contains(address) }),
            let place = addresses[index].firstIndex(of: address)
        else {
            return false
        }
        return functions[index].settings[state.alternates[index]].endpoints.contains(place)
    }

    private func control(_ urb: USBIPSubmit, _ request: USBControlRequest, _ data: [UInt8], _ state: inout State) {
        guard !state.faults.isMute else {
            return
        }
        guard let answer = respond(to: request, data, &state) else {
            state.host?(.submitted(sequence: urb.sequence, status: InEndpoint.stall, count: 0), [])
            return
        }
        guard urb.isIn else {
            state.host?(.submitted(sequence: urb.sequence, status: 0, count: UInt32(clamping: data.count)), [])
            return
        }
        let cut = Array(answer.prefix(min(Int(request.length), Int(urb.length))))
        state.host?(.submitted(sequence: urb.sequence, status: 0, count: UInt32(cut.count)), cut)
    }

    /// What a control request gets: its data, nothing, or nil for STALL.
    private func respond(to request: USBControlRequest, _ data: [UInt8], _ state: inout State) -> [UInt8]? {
        let isStandard = request.requestType & 0x60 == 0
        let recipient = request.requestType & 0x1F
        guard isStandard, recipient != 1 || request.request != 6 else {
            let index = interface(of: request)
            guard recipient == 1, functions.indices.contains(index) else {
                return nil
            }
            if isStandard
                ? state.faults.refusedDescriptors.contains(UInt8(request.value >> 8))
                : state.faults.refusesClassRequests
            {
                return nil
            }
            return functions[index].control(request, data: data)
        }
        switch (request.request, recipient) {
        case (0, _): return [0, 0]
        case (1, 2):
            state.inputs[UInt8(request.index & 0xFF)]?.isHalted = false
            state.outputs[UInt8(request.index & 0xFF)]?.isHalted = false
            return []
        case (1, _), (3, _): return []
        case (6, 0): return descriptor(request, state.faults)
        case (8, 0): return [state.configuration]
        case (9, 0):
            guard request.value <= 1 else {
                return nil
            }
            powerDown(&state)
            state.configuration = UInt8(request.value)
            return []
        case (10, 1):
            let index = Int(request.index & 0xFF)
            return state.alternates.indices.contains(index) ? [UInt8(state.alternates[index])] : nil
        case (11, 1):
            let index = Int(request.index & 0xFF)
            guard functions.indices.contains(index), functions[index].settings.indices.contains(Int(request.value))
            else {
                return nil
            }
            state.alternates[index] = Int(request.value)
            return []
        default: return nil
        }
    }

    /// The interface that a class request is for: the low byte of wIndex, but for GET_DEVICE_ID of a printer the high byte.
    private func interface(of request: USBControlRequest) -> Int {
        let high = Int(request.index >> 8)
        if request.requestType == 0xA1, request.request == 0, functions.indices.contains(high),
            functions[high].interfaceClass.isPrinter
        {
            return high
        }
        return Int(request.index & 0xFF)
    }

    private func descriptor(_ request: USBControlRequest, _ faults: DeviceFaults) -> [UInt8]? {
        let type = UInt8(request.value >> 8)
        guard !faults.refusedDescriptors.contains(type) else {
            return nil
        }
        switch type {
        case 1: return design.deviceDescriptor
        case 2: return Array(configurationDescriptor.prefix(faults.configurationCutTo ?? .max))
        case 3: return design.stringDescriptor(UInt8(request.value & 0xFF))
        default: return nil
        }
    }

    private func powerDown(_ state: inout State) {
        state.configuration = 0
        for address in state.inputs.keys {
            state.inputs[address]?.clear()
        }
        for address in state.outputs.keys {
            state.outputs[address]?.clear()
        }
        state.alternates = [Int](repeating: 0, count: functions.count)
        functions.forEach { $0.reset() }
    }

    /// Answers what can be answered on an endpoint, and disappears when it is time.
    private func flush(_ address: UInt8, _ state: inout State) {
        guard state.host != nil else {
            return
        }
        var packets = state.faults.vanishesAfterPackets ?? .max
        while let answer = state.inputs[address]?.next(packets: &packets) {
            state.host?(
                .submitted(sequence: answer.sequence, status: answer.status, count: UInt32(answer.data.count)),
                answer.data
            )
        }
        if state.faults.vanishesAfterPackets != nil {
            state.faults.vanishesAfterPackets = packets
            if packets == 0 {
                state.faults.vanishesAfterPackets = nil
                state.vanish?()
            }
        }
    }

    /// Gives a function what it has room for, and answers what is through.
    private func flushOutput(_ address: UInt8, _ state: inout State) {
        guard state.host != nil,
            let function = addresses.firstIndex(where: { $0.contains(address) }).map({ functions[$0] })
        else {
            return
        }
        while let answer = state.outputs[address]?.next(room: function.outputRoom, give: function.received) {
            state.host?(
                .submitted(sequence: answer.sequence, status: answer.status, count: UInt32(clamping: answer.count)),
                []
            )
        }
    }
}
