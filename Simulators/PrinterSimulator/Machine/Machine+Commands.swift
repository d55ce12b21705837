extension Machine {
    /// What the interpreter wants, in the order of the data.
    mutating func perform(_ action: PrinterAction, now: UInt64) {
        switch action {
        case .step(let step): mechanism.push(step, now: now)
        case .reply(let reply): self.reply(reply, now: now)
        case .status(let n):
            let bytes = StatusBytes(state: state)
            reply(Reply(.status, [n == 1 ? bytes.paper : bytes.drawer]), now: now)
        case .automaticStatus(let n): setAutomaticStatus(n, now: now)
        case .offlineResponse(let n): offlineResponse = n
        case .realTimeCommands(let pulse, let powerOff):
            doesPulseInRealTime = pulse ?? doesPulseInRealTime
            doesPowerOffInRealTime = powerOff ?? doesPowerOffInRealTime
        case .star(let action): perform(action, now: now)
        case .unknown(let bytes):
            // A hostile stream must not fill the memory.
            if unknown.count < Self.mostUnknown {
                unknown.append(bytes)
            }
        }
    }

    /// A real-time command that just arrived.
    mutating func perform(_ command: RealTimeCommand, now: UInt64) {
        let abilities = model.abilities
        switch command {
        case .status(let n):
            if abilities.contains(.realTimeStatus) {
                reply(Reply(.status, [StatusBytes(state: state).realTime(n)]), now: now)
            }
        case .enquiry(let n):
            guard abilities.contains(.recovery), state.needsRecovery else {
                return
            }
            if n == 2 {
                clearBuffers()
            }
            if n == 1 || n == 2 {
                mechanism.recover(now: now)
            }
        case .pulse:
            if doesPulseInRealTime, mechanism.halt == nil {
                pulse()
            }
        case .powerOff:
            if doesPowerOffInRealTime {
                reply(Reply(.status, [0x3B, 0x30, 0x00]), now: now)
            }
        case .transmit(let m): transmit(m, now: now)
        case .clear:
            guard abilities.contains(.bufferClear) else {
                return
            }
            clearBuffers()
            reply(Reply(.clearResponse, [0x37, 0x25, 0x00]), now: now)
        case .star(let command): perform(command, now: now)
        }
    }

    private mutating func setAutomaticStatus(_ n: UInt8, now: UInt64) {
        guard model.abilities.contains(.automaticStatus), ports.indices.contains(speaker) else {
            return
        }
        ports[speaker].automaticStatus = n
        if n != 0 {
            sendAutomaticStatus(to: speaker, now: now)
        }
    }

    private mutating func transmit(_ m: UInt8, now: UInt64) {
        switch m {
        case 1 where model.abilities.contains(.automaticStatus): sendAutomaticStatus(to: speaker, now: now)
        case 4 where model.abilities.contains(.offlineResponse):
            let bytes = StatusBytes(state: state).offline(withCause: offlineResponse == 2)
            reply(Reply(.offlineResponse, bytes), now: now)
        default: break
        }
    }
}
