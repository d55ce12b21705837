import Domain
import Receipts

extension Counter {
    mutating func adoptPrinters(counters: [PrinterCounter]) {
        for lane in settings.lanes {
            guard let id = lane.printer, !printers.contains(where: { $0.id == id }) else {
                continue
            }
            var state = PrinterState(id: id)
            state.nextNumber = counters.first { $0.printer == id }?.next ?? 0
            printers.append(state)
        }
    }

    // MARK: jobs

    /// The outcome's receipt, in the outcome's own transaction (D4); nil when the lane has no printer.
    mutating func queueReceipt(for operation: Operation, _ work: inout Work) -> EntityID? {
        guard let printer = settings.lanes.first(where: { $0.name == operation.lane })?.printer else {
            return nil
        }
        let document = ReceiptComposer(settings: settings).receipt(for: operation, at: work.moment.wall)
        return queue(
            document.json,
            lane: operation.lane,
            operation: operation.id,
            copyOf: nil,
            printer: printer,
            &work
        ).id
    }

    mutating func print(
        _ document: JSONValue,
        lane name: LaneName,
        caller: TillCaller,
        _ work: inout Work
    ) throws(Problem) -> ReceiptJob {
        guard let lane = settings.lanes.first(where: { $0.name == name }) else {
            throw Problem("unknown-lane", subject: name.text)
        }
        guard let printer = lane.printer else {
            throw Problem("no-printer", subject: name.text)
        }
        let receipt = try ReceiptDocument(json: document, settings: settings)
        let job = queue(receipt.json, lane: name, operation: nil, copyOf: nil, printer: printer, &work)
        remember(job.id, caller: caller, &work)
        return job
    }

    mutating func reprint(
        _ id: EntityID,
        caller: TillCaller,
        facts: TillFacts,
        _ work: inout Work
    ) throws(Problem) -> ReceiptJob {
        guard !jobs.contains(where: { $0.id == id }) else {
            throw Problem("receipt-not-reprintable", subject: id.text)
        }
        guard let first = facts.job, first.id == id, first.state.isFinal else {
            throw Problem("unknown-receipt", subject: id.text)
        }
        guard let printer = settings.lanes.first(where: { $0.name == first.lane })?.printer else {
            throw Problem("no-printer", subject: first.lane.text)
        }
        let job = queueCopy(of: first, printer: printer, &work)
        remember(job.id, caller: caller, &work)
        return job
    }

    @discardableResult
    mutating func queueCopy(of first: ReceiptJob, printer: DeviceID, _ work: inout Work) -> ReceiptJob {
        // Whoever has one does not need another by itself.
        unsettled.removeAll { $0.id == first.id }
        return queue(
            first.document,
            lane: first.lane,
            operation: first.operation,
            copyOf: first.copyOf ?? first.id,
            printer: printer,
            &work
        )
    }

    private mutating func queue(
        _ document: JSONValue,
        lane: LaneName,
        operation: EntityID?,
        copyOf: EntityID?,
        printer: DeviceID,
        _ work: inout Work
    ) -> ReceiptJob {
        let job = ReceiptJob(
            id: newID(work),
            lane: lane,
            operation: operation,
            copyOf: copyOf,
            document: document,
            created: work.moment.wall,
            printer: printer
        )
        jobs.append(job)
        work.commit(.receiptJob(job))
        tellReceipt(job, &work)
        return job
    }

    mutating func save(job index: Int, _ work: inout Work) {
        jobs[index].updated = work.moment.wall
        work.commit(.receiptJob(jobs[index]))
        tellReceipt(jobs[index], &work)
    }

    func tellReceipt(_ job: ReceiptJob, _ work: inout Work) {
        work.then(.tell(job.lane, ["message": "receipt", "receipt": job.view]))
    }

    func hasQueuedJob(for printer: DeviceID) -> Bool {
        jobs.contains { $0.printer == printer && $0.state == .queued }
    }

    // MARK: printers

    /// Hands each free printer its next job; `printing` and the `GS ( H` id are committed before the first byte (D5).
    mutating func feedPrinters(_ work: inout Work) {
        for index in printers.indices {
            let printer = printers[index]
            guard printer.connected, printer.current == nil, printer.holdUntil <= work.moment.monotonic else {
                continue
            }
            if let interrupted = jobs.firstIndex(where: { $0.printer == printer.id && $0.state == .printing }) {
                printers[index].current = jobs[interrupted].id
                work.then(.print(printer.id, order(jobs[interrupted], resume: true)))
                if jobs[interrupted].givenUp != nil {
                    work.then(.giveUp(printer.id, jobs[interrupted].id))
                }
            } else if let next = jobs.firstIndex(where: { $0.printer == printer.id && $0.state == .queued }) {
                jobs[next].state = .printing
                jobs[next].problem = nil
                jobs[next].processID = PrinterCounter.processID(printer.nextNumber)
                printers[index].nextNumber = (printer.nextNumber + 1) % 10_000
                printers[index].current = jobs[next].id
                work.commit(.printerCounter(printer.id, next: printers[index].nextNumber))
                save(job: next, &work)
                work.then(.print(printer.id, order(jobs[next], resume: false)))
            }
        }
    }

    private func order(_ job: ReceiptJob, resume: Bool) -> PrintOrder {
        PrintOrder(
            job: job.id,
            document: job.document,
            copy: job.copyOf != nil,
            processID: job.processID ?? "0000",
            resume: resume
        )
    }

    mutating func printer(_ id: DeviceID, _ report: PrinterReport, _ work: inout Work) {
        guard let index = printers.firstIndex(where: { $0.id == id }) else {
            return
        }
        switch report {
        case .connected(let abilities):
            permitted(id, &work)
            connected(id, name: id.topology, &work)
            devices[deviceIndex(id)].details = ["abilities": abilities]
            learn(abilities, of: id, &work)
            if !printers[index].connected {
                printers[index].connected = true
                // Whoever connects begins without a fault.
                printers[index].sensors.fault.rest(at: "")
                tellPrinter(id, &work)
            }
        case .disconnected(let reason):
            permitted(id, &work)
            disconnected(id, reason: reason, &work)
            devices[deviceIndex(id)].warning = nil
            if printers[index].connected {
                printers[index].connected = false
                printers[index].sensors.dropHeldBack()
                tellPrinter(id, &work)
            }
            // An owner that ended without a word on its receipt: the next one asks the printer what came of it.
            printers[index].current = nil
        case .forbidden(let detail):
            forbidden(id, detail: detail, &work)
        case .status(let status):
            self.status(id, printer: index, status, &work)
        case .measured(let job, let measure):
            if printers[index].current == job {
                printers[index].measure = measure
            }
        case .waiting(let job, let problem):
            waiting(job, problem: problem, &work)
        case .printed(let job, let by):
            ended(job, printer: index, as: .printed, by: by, problem: nil, &work)
        case .unknown(let job, let problem):
            ended(job, printer: index, as: .unknown, by: nil, problem: problem, &work)
        case .cleared(let job):
            cleared(job, &work)
        case .refused(let job, let problem):
            refused(job, printer: index, problem: problem, &work)
        case .failed(let job, let problem):
            ended(job, printer: index, as: .failed, by: nil, problem: problem, &work)
        }
    }

    private mutating func waiting(_ id: EntityID, problem: String, _ work: inout Work) {
        guard let index = jobs.firstIndex(where: { $0.id == id }), jobs[index].problem != problem else {
            return
        }
        jobs[index].problem = problem
        save(job: index, &work)
        setNotice(problem, lane: jobs[index].lane, &work)
    }

    private mutating func ended(
        _ id: EntityID,
        printer: Int,
        as state: ReceiptJob.State,
        by: String?,
        problem: String?,
        _ work: inout Work
    ) {
        let measure = printers[printer].current == id ? printers[printer].measure : nil
        if printers[printer].current == id {
            printers[printer].current = nil
            printers[printer].measure = nil
        }
        guard let index = jobs.firstIndex(where: { $0.id == id }), jobs[index].state == .printing else {
            return
        }
        jobs[index].confirmedBy = by
        jobs[index].problem = problem
        let isForgotten = state == .unknown && jobs[index].isCleared
        let job = end(job: index, as: isForgotten ? jobs[index].givenUp ?? state : state, &work)
        if state == .printed, let printer = job.printer, let measure {
            count(printer, "lines", by: measure.lines, &work)
            count(printer, "millimetres", by: measure.millimetres, &work)
            count(printer, "cuts", by: measure.cuts, &work)
            count(printer, "drawerPulses", by: measure.drawerPulses, &work)
        }
        if let lane = laneIndex(job.lane), lanes[lane].notice?.hasPrefix("printer-") == true {
            lanes[lane].notice = nil
        }
        if job.state == .unknown {
            setNotice("printer-unknown", lane: job.lane, &work)
            noteUnknown(job, &work)
        } else if state == .failed {
            setNotice(problem, lane: job.lane, &work)
        }
    }

    /// Takes the job out of the queue in its last state, with the event that says so.
    @discardableResult
    mutating func end(job index: Int, as state: ReceiptJob.State, _ work: inout Work) -> ReceiptJob {
        jobs[index].state = state
        save(job: index, &work)
        let job = jobs.remove(at: index)
        tellEnd(of: job, &work)
        return job
    }

    mutating func tellEnd(of job: ReceiptJob, _ work: inout Work) {
        var data: JSONObject = ["receipt": .string(job.id.text)]
        data["operation"] = job.operation.map { .string($0.text) }
        data["confirmedBy"] = job.confirmedBy.map { .string($0) }
        data["problem"] = job.problem.map { .string($0) }
        data["copy"] = job.copyOf == nil ? nil : true
        let type: String =
            switch job.state {
            case .printed: EventType.receiptPrinted
            case .failed: EventType.receiptFailed
            case .expired: EventType.receiptExpired
            case .cancelled: EventType.receiptCancelled
            case .unknown, .queued, .printing: EventType.receiptUnknown
            }
        append(type, stream: .device, lane: job.lane, device: job.printer, data: .object(data), &work)
        if let printer = job.printer {
            count(printer, "receipts." + job.state.rawValue, &work)
        }
    }

    /// Not one byte was sent: the job goes back to its place in the queue.
    private mutating func refused(_ id: EntityID, printer: Int, problem: String, _ work: inout Work) {
        if printers[printer].current == id {
            printers[printer].current = nil
        }
        printers[printer].holdUntil = work.moment.monotonic + settings.timing.printerRetry
        guard let index = jobs.firstIndex(where: { $0.id == id }), jobs[index].state == .printing else {
            return
        }
        jobs[index].processID = nil
        jobs[index].problem = problem
        if let state = jobs[index].givenUp {
            end(job: index, as: state, &work)
            return
        }
        jobs[index].state = .queued
        save(job: index, &work)
        setNotice(problem, lane: jobs[index].lane, &work)
    }
}
