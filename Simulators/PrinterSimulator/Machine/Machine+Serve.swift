import Linux

extension Machine {
    /// What the thread waits for before it calls `serve` again.
    struct Wait {
        var watched: [(descriptor: Int32, events: Poll.Events)] = []
        var deadline = Deadline.never

        mutating func until(_ nanoseconds: UInt64) {
            deadline = min(deadline, Deadline(nanoseconds: nanoseconds))
        }
    }

    /// A pseudo-terminal does not tell when its user changes the settings: looked at again while bytes are held.
    private static let settingsNanoseconds: UInt64 = 25_000_000
    /// Bytes taken in one go, so that whoever waits for the lock gets it.
    private static let mostAtOnce = 65_536

    private static let mostInOneRead = 4096

    /// How far a connector may be read.
    private enum Allowance {
        case bytes(Int)
        /// Nothing before this time.
        case later(UInt64)
        /// Nothing before the receive buffer has room.
        case whenPrinted
    }

    /// Moves bytes and paper as far as possible now.
    mutating func serve(now: UInt64) -> Wait {
        if let time = switchesOnAt, time <= now {
            powerOn()
        }
        fireByteFaults(now: now)
        pump(now: now)
        var wait = Wait()
        for place in ports.indices {
            noteHost(place)
            receive(place, now: now, &wait)
        }
        pump(now: now)
        for place in ports.indices {
            transmit(place, now: now, &wait)
        }
        if let time = mechanism.nextTime(now: now), isOn {
            wait.until(time)
        }
        if let time = switchesOnAt {
            wait.until(time)
        }
        return wait
    }

    private mutating func noteHost(_ place: Int) {
        if ports[place].host != ports[place].port.host {
            ports[place].host = ports[place].port.host
            ports[place].transmitter.loseHost()
        }
    }

    private mutating func receive(_ place: Int, now: UInt64, _ wait: inout Wait) {
        let port = ports[place].port
        var left = Self.mostAtOnce
        while true {
            steer(place, now: now)
            guard left > 0 else {
                wait.until(0)
                return
            }
            let count: Int
            switch allowance(place, now: now) {
            case .bytes(let most): count = most
            case .later(let time):
                // Only what waits already is looked after again; what comes wakes by itself.
                if port.hasWaitingBytes() || busyUntil > now {
                    wait.until(time)
                } else {
                    wait.watched += port.watched(reading: true, writing: false)
                }
                return
            case .whenPrinted:
                return
            }
            let bytes = port.read(upTo: min(count, left, Self.mostInOneRead))
            noteHost(place)
            guard !bytes.isEmpty else {
                wait.watched += port.watched(reading: true, writing: false)
                return
            }
            left -= bytes.count
            if let rate = port.bytesPerSecond, !model.speed.isInstant {
                let time = model.speed.scaled(UInt64(bytes.count) * 1_000_000_000 / UInt64(rate))
                ports[place].wireFreeAt = max(ports[place].wireFreeAt, now) + time
            }
            guard isReachable else {
                continue
            }
            for byte in bytes {
                arrive(byte, from: place, now: now)
            }
            pump(now: now)
            fireByteFaults(now: now)
        }
    }

    private func allowance(_ place: Int, now: UInt64) -> Allowance {
        let state = ports[place]
        let hold = state.port.hold
        guard isReachable else {
            // Without power or cable CTS is off; otherwise the bytes go nowhere.
            return hold == .line ? .later(now + Self.settingsNanoseconds) : .bytes(Self.mostInOneRead)
        }
        guard state.wireFreeAt <= now else {
            return .later(state.wireFreeAt)
        }
        guard busyUntil <= now || hold == .none else {
            return .later(busyUntil)
        }
        var count = bytesUntilFault
        if let rate = state.port.bytesPerSecond, !model.speed.isInstant {
            // As much as the wire carries in 10 ms.
            let slice = UInt64(rate) * 10_000_000 / max(1, model.speed.scaled(1_000_000_000))
            count = min(count, max(1, Int(clamping: slice)))
        }
        switch hold {
        case .none:
            // Printing goes on while bytes come: what has room now is taken first.
            return .bytes(min(count, buffer.free > 0 ? buffer.free : Self.mostInOneRead))
        case .window:
            return buffer.free > 0 ? .bytes(min(count, buffer.free)) : .whenPrinted
        case .line, .xonXoff:
            guard !isBusy(now: now) else {
                return .later(now + Self.settingsNanoseconds)
            }
            return .bytes(min(count, max(1, buffer.free - model.busyAtFreeBytes)))
        }
    }

    /// Sends XOFF when the printer becomes BUSY and XON when it is READY, to a host that listens to them.
    private mutating func steer(_ place: Int, now: UInt64) {
        guard isReachable, ports[place].port.hold == .xonXoff else {
            ports[place].isStopped = false
            return
        }
        let isBusy = isBusy(now: now)
        guard isBusy != ports[place].isStopped else {
            return
        }
        ports[place].isStopped = isBusy
        ports[place].transmitter.postFlow(isBusy ? Transmitter.xoff : Transmitter.xon)
        let port = ports[place].port
        // At once: the host must stop before it sends more.
        ports[place].transmitter.send(now: now) { port.write($0) }
    }

    private mutating func transmit(_ place: Int, now: UInt64, _ wait: inout Wait) {
        steer(place, now: now)
        let port = ports[place].port
        guard isReachable, port.host != nil else {
            return
        }
        ports[place].transmitter.send(now: now) { port.write($0) }
        noteHost(place)
        if ports[place].transmitter.isReady(now: now) {
            wait.watched += port.watched(reading: false, writing: true)
        } else if let time = ports[place].transmitter.nextTime {
            wait.until(time)
        }
        if ports[place].transmitter.isEmpty, mechanism.isIdle, buffer.count == 0 {
            port.settle()
        }
    }
}
