import Domain

extension Counter {
    mutating func acknowledged(_ stream: EventStream, epoch: String, sequence: Int64, _ work: inout Work) {
        guard epoch == self.epoch, sequence > streams[stream.index].acknowledged,
            sequence <= streams[stream.index].head
        else {
            return
        }
        // Old rows can only go when this is committed: it may not wait for room on the disk.
        work.decision.mayUseReserve = true
        streams[stream.index].acknowledged = sequence
        work.commit(.acknowledged(stream, sequence: sequence))
        if stream == .pay {
            settleDelivered(upTo: sequence, &work)
        }
    }

    /// The core has applied the events that settle these operations.
    private mutating func settleDelivered(upTo sequence: Int64, _ work: inout Work) {
        let settled = operations.filter { operation in
            guard let settling = operation.settlingSequence, !operation.isSettlingRefused else {
                return false
            }
            return settling <= sequence
        }
        for operation in settled {
            guard let index = operations.firstIndex(where: { $0.id == operation.id }) else {
                continue
            }
            if operation.state == .reversing {
                end(index, as: .reversed, problem: operation.problem, &work)
            } else if operation.state == .offlineAccepted {
                end(index, as: .confirmed, problem: nil, &work)
            }
        }
        if !settled.isEmpty {
            releaseHeld(&work)
        }
    }

    /// The core refuses one event for itself: it is parked, a tombstone keeps the sequence contiguous.
    mutating func rejected(
        _ stream: EventStream,
        epoch: String,
        sequence: Int64,
        code: String,
        _ work: inout Work
    ) {
        guard epoch == self.epoch, sequence > streams[stream.index].acknowledged,
            sequence <= streams[stream.index].head
        else {
            return
        }
        work.decision.mayUseReserve = true
        work.commit(.parked(stream, sequence: sequence, code: code, tombstone: newID(work)))
        work.then(.core(.deliver(stream)))
        guard stream == .pay else {
            return
        }
        var problem = "pay-event-refused"
        for index in operations.indices where operations[index].settlingSequence == sequence {
            settlingRefused(index, code: code, &work)
            problem = operations[index].problem ?? problem
        }
        work.then(.alarm(Problem(problem, detail: "event \(sequence) refused: \(code)")))
        releaseHeld(&work)
    }

    /// The core knows more of this epoch than the journal does: the journal is an older copy, and a new epoch begins.
    mutating func epochConflict(_ epoch: String, _ work: inout Work) {
        guard epoch == self.epoch else {
            return
        }
        let bytes = work.moment.random()
        let digits = Array("0123456789abcdef")
        let fresh = String(bytes.prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
        self.epoch = fresh
        work.commit(.newEpoch(fresh))
        work.then(.alarm(Problem("epoch-begun", detail: "the core is ahead of this journal; new epoch \(fresh)")))
        work.decision.rebuild = true
    }

    mutating func hotlist(added: [HotlistEntry], removed: [HotlistEntry], version: String, _ work: inout Work) {
        guard version != hotlistVersion || !added.isEmpty || !removed.isEmpty else {
            return
        }
        for entry in removed {
            hotlist[HotKey(scheme: entry.scheme, value: entry.value)] = nil
        }
        for entry in added {
            hotlist[HotKey(scheme: entry.scheme, value: entry.value)] = entry.reason
        }
        hotlistVersion = version
        work.commit(.hotlist(added: added, removed: removed, version: version))
    }
}
