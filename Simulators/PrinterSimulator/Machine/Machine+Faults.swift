extension Machine {
    /// Bytes that may come in before the next fault by bytes.
    var bytesUntilFault: Int {
        faults.reduce(Int.max) { least, fault in
            guard case .byte(let count) = fault.place, count > received else {
                return least
            }
            return min(least, count - received)
        }
    }

    /// Lets happen what waits for the bytes that came in so far.
    mutating func fireByteFaults(now: UInt64) {
        let received = received
        fire(now: now) { fault in
            guard case .byte(let count) = fault.place else {
                return false
            }
            return count <= received
        }
    }

    mutating func fireRowFaults(now: UInt64) {
        let printed = mechanism.rowsPrinted
        fire(now: now) { fault in
            guard case .row(let row) = fault.place else {
                return false
            }
            return row <= printed
        }
        armRowFault()
    }

    mutating func armRowFault() {
        let rows = faults.compactMap { fault -> Int? in
            guard case .row(let row) = fault.place else {
                return nil
            }
            return row
        }
        mechanism.stopRow = rows.min()
    }

    private mutating func fire(now: UInt64, where isDue: (PrinterFault) -> Bool) {
        // Each happens once, in the order it was given.
        let due = faults.filter(isDue)
        guard !due.isEmpty else {
            return
        }
        faults.removeAll(where: isDue)
        for fault in due {
            happen(fault.effect, now: now)
        }
    }

    private mutating func happen(_ effect: PrinterFault.Effect, now: UInt64) {
        switch effect {
        case .paperEnd: removePaper()
        case .nearEnd: mechanism.isNearEnd = true
        case .coverOpen: mechanism.openCover()
        case .powerOff: powerOff()
        case .powerCycle(let milliseconds):
            powerOff()
            switchesOnAt = later(now, milliseconds)
        case .cablePull: pullCable()
        case .busy(let milliseconds): busyUntil = later(now, milliseconds)
        case .cutterJam: mechanism.isCutterJammed = true
        case .headHot(let milliseconds): mechanism.hotUntil = later(now, milliseconds)
        case .feedButton(let milliseconds): mechanism.feedingUntil = later(now, milliseconds)
        case .unrecoverable: mechanism.breakDown()
        case .replyInterleaved: interleavesReply = true
        case .replyLost: repliesToLose += 1
        case .replyLate(let milliseconds): replyDelay = milliseconds
        case .garbage(let bytes): reply(Reply(.status, bytes), now: now)
        }
    }

    /// A time that never overflows, whatever was asked.
    func later(_ now: UInt64, _ milliseconds: Int) -> UInt64 {
        now + UInt64(min(max(0, milliseconds), 86_400_000)) * 1_000_000
    }
}
