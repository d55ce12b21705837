import Counter
import Domain
import FuzzSupport
import HID

/// Any order of taps, scans, commands, answers of the core, reports of the printer and ticks, against the promises about money.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var table = RulesTable(FuzzInput(start, count))
    table.play()
    return 0
}

/// A counter whose every decision is committed at once to books that check it.
private struct RulesTable {
    private static let printer = DeviceID(kind: .printer, topology: "/dev/ttyS0")
    private static let reader = DeviceID(kind: .reader, topology: "R")
    private static let scanner = DeviceID(kind: .scanner, topology: "S")
    private static let cards = ["6001", "6002"]

    private var input: FuzzInput
    private var counter: Counter
    private var books = Books()
    private var now: Int64 = 1_000_000
    private var keys = 0
    private var jobs: [ReceiptJob] = []

    init(_ input: FuzzInput) {
        var input = input
        let settings = CounterSettings(
            station: "s",
            lanes: ["1", "2"].compactMap(LaneName.init).map { LaneSettings(name: $0, printer: Self.printer) },
            policy: Policy(
                assurance: [.init(kind: .recharge, from: 500, assurance: .static)],
                offline: input.byte() % 2 == 0 ? nil : .init(amount: 1_000, count: 2, total: 1_500, ageHours: 1)
            ),
            hasCore: true
        )
        counter = Counter(
            settings: settings,
            snapshot: Snapshot(epoch: Books.epoch),
            at: Moment(wall: Instant(milliseconds: 1), monotonic: 1, random: { [] })
        )
        self.input = input
    }

    mutating func play() {
        while !input.isAtEnd {
            now += Int64(input.byte()) * 100
            give(next())
            while let due = counter.nextTick, due <= now {
                let before = counter.nextTick
                give(.tick)
                require(counter.nextTick != before, "a tick settles what was due")
            }
        }
    }

    private mutating func give(_ input: Input) {
        let moment = Moment(wall: Instant(milliseconds: now), monotonic: now, random: { [1, 2, 3, 4, 5, 6, 7, 8] })
        let decision = counter.handle(input, at: moment)
        books.commit(decision)
        for change in decision.changes {
            if case .receiptJob(let job) = change {
                jobs.removeAll { $0.id == job.id }
                jobs.append(job)
            }
        }
        for lane in counter.lanes {
            require(
                lane.operation.map { id in counter.operations.contains { $0.id == id } } ?? true,
                "a lane belongs to an open operation"
            )
        }
    }

    // MARK: inputs

    private mutating func next() -> Input {
        switch input.byte() % 12 {
        case 0, 1:
            let card = input.choice(Self.cards)
            let assurance = input.choice([Assurance.uid, .static])
            let credential = Credential(scheme: "member", value: card, assurance: assurance)
            let absence = input.choice([nil, 0, 499, 500] as [Int64?])
            return .reader(
                .presented(Self.reader, fingerprint: card, .member(credential, profile: "p"), absence: absence)
            )
        case 2: return .reader(.removed(Self.reader))
        case 3, 4: return begin()
        case 5: return command()
        case 6, 7: return .core(answer())
        case 8:
            let stream = input.choice(EventStream.allCases)
            let sequence = Int64(input.number(below: 40))
            return input.byte() % 4 == 0
                ? .core(.rejected(stream, epoch: Books.epoch, sequence: sequence, code: "no"))
                : .core(.acknowledged(stream, epoch: Books.epoch, sequence: sequence))
        case 9: return .printer(Self.printer, report())
        case 10:
            let entry = HotlistEntry(scheme: "member", value: input.choice(Self.cards), reason: "lost")
            let lost = input.byte() % 2 == 0
            return .core(.hotlist(added: lost ? [entry] : [], removed: lost ? [] : [entry], version: String(keys)))
        default:
            switch input.byte() % 4 {
            case 0: return .core(.linkUp)
            case 1: return .core(.linkDown(reason: "fuzz"))
            default: return .scanner(.read(Self.scanner, reading()))
            }
        }
    }

    private mutating func reading() -> CodeReading {
        let medium = input.choice(CodeReading.Medium.allCases)
        let credential = Credential(scheme: "member", value: input.choice(Self.cards), assurance: .static)
        switch input.byte() % 4 {
        case 0: return CodeReading(.member(credential, profile: "p"), medium: medium)
        case 1: return CodeReading(.staff(credential, profile: "p"), medium: medium)
        case 2: return CodeReading(.unrecognised(input.choice(CodeRefusal.allCases), detail: "fuzz"), medium: medium)
        default:
            let payment = PaymentCredential(SensitiveBytes([0x32, 0x38]), scheme: .alipay)
            return CodeReading(.paymentCode(.alipay), medium: .code, payment: payment)
        }
    }

    private mutating func caller() -> TillCaller {
        keys += 1
        return TillCaller(till: "uid:1", key: "k\(keys - Int(input.byte() % 8 == 0 ? 1 : 0))", requestHash: [1])
    }

    private mutating func till(_ command: TillCommand, facts: TillFacts) -> Input {
        .till(command, caller(), reply: ReplyToken(number: 1), facts: facts)
    }

    private mutating func begin() -> Input {
        let lane = input.choice(counter.lanes)
        let kind = input.choice([Operation.Kind.sale, .recharge, .refund, .inquiry])
        let amount = Money(fen: Int64(input.number(below: 8)) * 200)
        let original = kind == .refund ? anyOperation() : nil
        let presented: Presented? =
            switch input.byte() % 4 {
            case 0: .await(kinds: input.choice([["card"], ["code"]]), seconds: 5)
            case 1: .entered(scheme: "member", value: input.choice(Self.cards))
            case 2: original == nil ? .await(kinds: ["card"], seconds: 5) : nil
            default: lane.visit.last.map { .event($0.event) } ?? .await(kinds: ["card"], seconds: 5)
            }
        let request = OperationRequest(
            kind: kind,
            amount: amount,
            tenders: kind == .sale ? [Tender(kind: input.choice(Tender.Kind.allCases), amount: amount.minor)] : [],
            presented: presented,
            original: original?.id
        )
        let facts = TillFacts(original: original, returned: original.map { books.returned(of: $0.id) } ?? 0)
        return till(.begin(lane: lane.name, request: request), facts: facts)
    }

    private mutating func anyOperation() -> Operation? {
        books.operations.isEmpty ? nil : input.choice(books.operations)
    }

    private mutating func command() -> Input {
        guard let operation = anyOperation() else {
            return till(.endVisit(lane: counter.lanes[0].name), facts: TillFacts())
        }
        let facts = TillFacts(original: operation, returned: books.returned(of: operation.id))
        switch input.byte() % 4 {
        case 0: return till(.cancel(operation: operation.id), facts: facts)
        case 1: return till(.void(operation: operation.id), facts: facts)
        case 2 where !jobs.isEmpty:
            let job = input.choice(jobs)
            return till(.reprint(job: job.id), facts: TillFacts(job: job))
        default: return till(.endVisit(lane: input.choice(counter.lanes).name), facts: TillFacts())
        }
    }

    private mutating func answer() -> CoreAnswer {
        guard let operation = anyOperation() else {
            return .linkUp
        }
        let attempt = max(1, operation.attempts - input.number(below: 2))
        switch input.byte() % 6 {
        case 0: return .outcome(operation.id, attempt: attempt, OperationOutcome(approved: true))
        case 1: return .outcome(operation.id, attempt: attempt, OperationOutcome(approved: false, reason: "no"))
        case 2: return .neverSeen(operation.id, attempt: attempt)
        case 3: return .notSent(operation.id, attempt: attempt, reason: "fuzz")
        default: return .lost(operation.id, attempt: attempt, reason: "fuzz")
        }
    }

    private mutating func report() -> PrinterReport {
        let job = jobs.isEmpty ? nil : input.choice(jobs)
        guard let job, input.byte() % 3 != 0 else {
            return input.byte() % 2 == 0 ? .connected(abilities: .null) : .disconnected(reason: "fuzz")
        }
        return switch input.byte() % 5 {
        case 0: .printed(job.id, by: "process-id")
        case 1: .unknown(job.id, problem: "printer-unknown")
        case 2: .refused(job.id, problem: "printer-offline")
        case 3: .cleared(job.id)
        default: .waiting(job.id, problem: "printer-paper-out")
        }
    }
}

/// What a journal would hold, with the promises every transaction must keep.
private struct Books {
    static let epoch = "00000000000000aa"

    private(set) var operations: [Operation] = []
    private var heads: [Int64] = [0, 0, 0]
    private var ends: [String: Set<String>] = [:]
    private var keys: Set<String> = []
    private var printing: Set<EntityID> = []
    private var charged: [PaymentCredential: EntityID] = [:]
    private var forgotten: Set<PaymentCredential> = []

    mutating func commit(_ decision: Decision) {
        for change in decision.changes {
            switch change {
            case .event(let event): append(event)
            case .operation(let operation): put(operation, decision)
            case .idempotency(let record):
                require(keys.insert(record.key).inserted, "a key is used once")
            case .receiptJob(let job):
                if job.state == .printing {
                    require(job.processID != nil, "printing has its id in the same row (D5)")
                    printing.insert(job.id)
                }
            default: break
            }
        }
        for effect in decision.effects {
            check(effect, of: decision)
        }
    }

    /// Refunded or voided of an operation, as the journal counts it.
    func returned(of id: EntityID) -> Int64 {
        operations.filter { operation in
            let gone: [Operation.State] = [.declined, .cancelled, .expired, .reversed, .reversing]
            return operation.request.original == id && !gone.contains(operation.state)
        }.reduce(0) { $0 + $1.request.amount.minor }
    }

    private mutating func append(_ event: CounterEvent) {
        heads[event.stream.index] += 1
        require(event.sequence == heads[event.stream.index] && event.epoch == Self.epoch, "sequences are contiguous")
        guard let id = event.data["operation"]?.stringValue, event.stream == .pay else {
            return
        }
        for end in ["confirmed", "declined", "reversal", "offline"] where event.type.hasSuffix(".\(end).v1") {
            require(ends[id, default: []].insert(end).inserted, "an operation ends in one way once")
        }
        let all = ends[id] ?? []
        require(all.count < 2, "money that was moved is not told to have failed, and the other way round")
    }

    private mutating func put(_ operation: Operation, _ decision: Decision) {
        if let index = operations.firstIndex(where: { $0.id == operation.id }) {
            let before = operations[index]
            require(OperationState.follows(before.state, operation.state), "states follow their arrows")
            require(before.request == operation.request && before.kind == operation.kind, "a request never changes")
            operations[index] = operation
        } else {
            require(!operation.state.isFinal, "an operation begins open")
            operations.append(operation)
        }
        if operation.state == .confirmed || operation.state == .reversing, let original = operation.request.original,
            let paid = operations.first(where: { $0.id == original })
        {
            require(returned(of: original) <= paid.request.amount.minor, "no more is given back than was paid")
        }
        if operation.state == .confirmed, operation.receipt != nil, operation.settlingSequence == nil {
            let isThere = decision.changes.contains { change in
                if case .receiptJob(let job) = change { job.operation == operation.id } else { false }
            }
            require(isThere, "the receipt comes with the outcome (D4)")
        }
        if operation.state == .offlineAccepted {
            require(operation.kind == .sale, "only sales are taken offline")
        }
    }

    private mutating func check(_ effect: Effect, of decision: Decision) {
        switch effect {
        case .core(.authorise(let operation, let attempt, let payment)):
            let row = decision.changes.contains { change in
                if case .operation(let row) = change {
                    row.id == operation.id && row.attempts >= attempt
                } else {
                    false
                }
            }
            let isCounted = decision.changes.contains { change in
                if case .attempt(operation.id, attempt, _) = change { true } else { false }
            }
            require(row && isCounted, "row, attempt and deadline are committed before the send (D1, D2)")
            let held = operations.contains { other in
                other.state == .reversing && other.problem != "reversal-refused"
                    && other.credential?.value == operation.credential?.value && other.credential != nil
            }
            require(!held || attempt > 1, "a reversal goes out before the next operation of its card (D6)")
            require(
                (operation.payment == nil) == (payment == nil),
                "what is charged to a code goes out with it, nothing else does"
            )
            if let payment {
                require(!forgotten.contains(payment), "a code that was forgotten is not sent")
                require(
                    charged.updateValue(operation.id, forKey: payment).map { $0 == operation.id } ?? true,
                    "a code pays one operation"
                )
            }
        case .forget(let payment):
            forgotten.insert(payment)
        case .print(_, let order):
            require(printing.contains(order.job), "printing is committed before the first byte (D5)")
        case .reply(_, .success(.operation(let operation, replayed: false))):
            require(operations.contains { $0.id == operation.id }, "the till hears of what is committed only (D3)")
        default: break
        }
    }
}
