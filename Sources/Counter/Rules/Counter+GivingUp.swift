import Domain

extension Counter {
    /// The most jobs of which the printer may still say that nothing more will print; older ones stay as they are.
    private static let mostUnsettled = 100

    // MARK: too old, not wanted

    /// Old receipts do not pour out in the morning.
    mutating func expireReceipts(_ work: inout Work) {
        let now = work.moment.wall
        let old = jobs.filter { $0.givenUp == nil && settings.receipts.expiry(of: $0) <= now }
        for id in old.map(\.id) {
            if let index = jobs.firstIndex(where: { $0.id == id }) {
                giveUp(job: index, as: .expired, &work)
            }
        }
    }

    /// Notes when the next job is too old.
    mutating func noteExpiry(_ work: Work) {
        let receipts = settings.receipts
        let next = jobs.filter { $0.givenUp == nil }.map { receipts.expiry(of: $0) }.min()
        nextExpiry = next.map { work.moment.monotonic + max(0, $0.milliseconds - work.moment.wall.milliseconds) }
    }

    mutating func cancelReceipt(_ id: EntityID, facts: TillFacts, _ work: inout Work) throws(Problem) -> ReceiptJob {
        guard let index = jobs.firstIndex(where: { $0.id == id }) else {
            throw Problem(facts.job?.id == id ? "receipt-not-cancellable" : "unknown-receipt", subject: id.text)
        }
        return giveUp(job: index, as: .cancelled, &work)
    }

    /// A job in the queue ends at once; one at the printer when the printer has let go of it.
    @discardableResult
    private mutating func giveUp(job index: Int, as state: ReceiptJob.State, _ work: inout Work) -> ReceiptJob {
        guard jobs[index].state == .printing else {
            return end(job: index, as: state, &work)
        }
        if jobs[index].givenUp == nil {
            jobs[index].givenUp = state
            save(job: index, &work)
            if let printer = jobs[index].printer {
                work.then(.giveUp(printer, jobs[index].id))
            }
        }
        return jobs[index]
    }

    // MARK: nobody knows whether it was printed

    /// The job has ended as unknown; the printer may have said already that nothing more of it will print.
    mutating func noteUnknown(_ job: ReceiptJob, _ work: inout Work) {
        if job.isCleared {
            makeUp(for: job, &work)
        } else {
            unsettled = unsettled.suffix(Self.mostUnsettled - 1) + [job]
        }
    }

    mutating func cleared(_ id: EntityID, _ work: inout Work) {
        if let index = jobs.firstIndex(where: { $0.id == id }) {
            if jobs[index].state == .printing {
                jobs[index].isCleared = true
                save(job: index, &work)
            }
            return
        }
        guard let index = unsettled.firstIndex(where: { $0.id == id }) else {
            return
        }
        var job = unsettled.remove(at: index)
        job.isCleared = true
        job.updated = work.moment.wall
        let end = job.givenUp
        job.state = end ?? .unknown
        work.commit(.receiptJob(job))
        tellReceipt(job, &work)
        if end != nil {
            tellEnd(of: job, &work)
        }
        makeUp(for: job, &work)
    }

    /// A receipt that is missing or torn, and of which nothing more will come: a copy may be printed, and by itself once.
    private mutating func makeUp(for job: ReceiptJob, _ work: inout Work) {
        guard job.state == .unknown, settings.receipts.reprint == .automatic, job.copyOf == nil,
            let printer = settings.lanes.first(where: { $0.name == job.lane })?.printer
        else {
            return
        }
        queueCopy(of: job, printer: printer, &work)
    }

    // MARK: what printers can

    /// Remembers what was found of a printer, unless it is known already.
    mutating func learn(_ abilities: JSONValue, of printer: DeviceID, _ work: inout Work) {
        guard let knowledge = PrinterKnowledge(abilities, of: printer, at: work.moment.wall) else {
            return
        }
        let newest = printerKnowledge.filter { $0.printer == printer }.max { $0.seen < $1.seen }
        if newest?.key == knowledge.key, newest?.abilities == abilities {
            return
        }
        printerKnowledge.removeAll { $0.key == knowledge.key }
        printerKnowledge.append(knowledge)
        work.commit(.printerKnowledge(knowledge))
    }
}
