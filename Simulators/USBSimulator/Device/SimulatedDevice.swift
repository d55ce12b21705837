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

    public let design: DeviceDesign
    let functions: [any SimulatedFunction]
    let configurationDescriptor: [UInt8]
    /// Endpoint addresses of each function.
    let addresses: [[UInt8]]
    let state: ConditionBox<State>

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
    public func waitUntilReleased(milliseconds: Int = 30_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.host == nil ? true : nil } ?? false
    }

    /// Waits until a host has chosen a configuration; false when none did in time.
    public func waitUntilConfigured(milliseconds: Int = 30_000) -> Bool {
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
            for sequence in state.takeURBs() {
                state.host?(.submitted(sequence: sequence, status: Self.shutdown, count: 0), [])
            }
        }
    }

    /// Waits until a host tries to reach the sleeping device; false when none did in time.
    public func waitUntilAskedAsleep(milliseconds: Int = 30_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.isAskedAsleep ? true : nil } ?? false
    }

    /// The host's bus is awake again; the device kept its power and its messages.
    public func resume() {
        state.update { $0.isSuspended = false }
    }

    /// Waits until the host has taken every message; false when it did not in time.
    public func waitUntilTaken(milliseconds: Int = 30_000) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { state in
            state.inputs.values.allSatisfy { $0.messages.isEmpty } ? true : nil
        } ?? false
    }
}
