import Linux
import USB

/// What the host does that drives the device.
extension SimulatedDevice {
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
                state.inputs[address]?.urbs.submit(urb.sequence, Int(urb.length))
                flush(address, &state)
            } else {
                guard has(urb.endpoint, state) else {
                    state.host?(.submitted(sequence: urb.sequence, status: InEndpoint.stall, count: 0), [])
                    return
                }
                state.outputs[urb.endpoint]?.urbs.submit(urb.sequence, OutEndpoint.URB(data: data))
                flushOutput(urb.endpoint, &state)
            }
        }
    }

    func unlink(_ victim: UInt32, sequence: UInt32) {
        state.update { state in
            let isTaken = state.unlink(victim)
            state.host?(.unlinked(sequence: sequence, status: isTaken ? Self.reset : 0), [])
        }
    }

    private static let reset: Int32 = -104
    static let shutdown: Int32 = -108

    /// Whether an endpoint is there in the setting in force of its interface.
    private func has(_ address: UInt8, _ state: State) -> Bool {
        guard let index = addresses.firstIndex(where: { $0.contains(address) }),
            let place = addresses[index].firstIndex(of: address)
        else {
            return false
        }
        return functions[index].settings[state.alternates[index]].endpoints.contains(place)
    }

    /// Answers what can be answered on an endpoint, and disappears when it is time.
    func flush(_ address: UInt8, _ state: inout State) {
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
    func flushOutput(_ address: UInt8, _ state: inout State) {
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

    func powerDown(_ state: inout State) {
        state.configuration = 0
        state.clearEndpoints()
        state.alternates = [Int](repeating: 0, count: functions.count)
        functions.forEach { $0.reset() }
    }
}
