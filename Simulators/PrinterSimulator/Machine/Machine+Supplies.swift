extension Machine {
    /// The paper is gone: the roll ended or somebody took it.
    mutating func removePaper() {
        mechanism.removePaper()
        if model.quirks.contains(.clearsAtPaperEnd) {
            clearBuffers()
        }
    }

    /// Buffers, modes and errors are gone; paper, cover and drawer stay.
    mutating func powerOff() {
        switchesOnAt = nil
        guard isOn else {
            return
        }
        isOn = false
        interpreter.losePower(unread: buffer.count)
        buffer.clear()
        isBufferFull = false
        scanner.reset()
        mechanism.losePower()
        star = StarCounters()
        offlineResponse = 0
        doesPulseInRealTime = true
        doesPowerOffInRealTime = false
        for place in ports.indices {
            ports[place].transmitter.clear()
            ports[place].isStopped = false
            ports[place].automaticStatus = 0
            ports[place].lastAutomaticStatus = []
            ports[place].port.setAlive(false)
        }
    }

    mutating func powerOn() {
        guard !isOn else {
            return
        }
        isOn = true
        switchesOnAt = nil
        for place in ports.indices {
            // A host that was held by XOFF before hears that it may send.
            if ports[place].port.hold == .xonXoff, isCablePlugged {
                ports[place].transmitter.postFlow(Transmitter.xon)
            }
            ports[place].port.setAlive(isReachable)
        }
    }

    mutating func pullCable() {
        isCablePlugged = false
        for place in ports.indices {
            ports[place].transmitter.loseHost()
            ports[place].port.setAlive(false)
        }
    }

    mutating func plugCable() {
        isCablePlugged = true
        for place in ports.indices {
            ports[place].port.setAlive(isReachable)
        }
    }
}
