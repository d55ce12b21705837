import Counter
import Domain
import HID
import Testing

/// A counter on a table: feeds inputs at chosen times and keeps everything it decided.
struct CounterBench {
    var counter: Counter
    var now: Int64 = 1_000_000
    var wall: Int64 = 1_790_000_000_000
    var clock = ClockCondition.synchronised
    private(set) var changes: [Change] = []
    private(set) var effects: [Effect] = []
    private var replies: UInt64 = 0

    static let lane = LaneName("1")!
    static let reader = DeviceID(kind: .reader, topology: "ACS ACR1252")
    static let scanner = DeviceID(kind: .scanner, topology: "1-2#A7")
    static let printer = DeviceID(kind: .printer, topology: "/dev/ttyS0")

    init(
        policy: Policy = Policy(),
        receipts: ReceiptPolicy = ReceiptPolicy(),
        hasCore: Bool = true,
        scanners: [[ScannerPlace]] = [[ScannerPlace()], []],
        snapshot: Snapshot = Snapshot(epoch: "00000000000000aa")
    ) {
        let settings = CounterSettings(
            station: "s1",
            lanes: [
                LaneSettings(name: Self.lane, scanners: scanners[0], printer: Self.printer),
                LaneSettings(
                    name: LaneName("2")!,
                    readers: ["Other*"],
                    scanners: scanners[1],
                    printer: Self.printer
                ),
            ],
            policy: policy,
            receipts: receipts,
            hasCore: hasCore
        )
        counter = Counter(settings: settings, snapshot: snapshot, at: Self.moment(1_000_000, 1_790_000_000_000))
    }

    private static func moment(_ monotonic: Int64, _ wall: Int64, clock: ClockCondition = .synchronised) -> Moment {
        Moment(
            wall: Instant(milliseconds: wall),
            monotonic: monotonic,
            random: { [1, 2, 3, 4, 5, 6, 7, 8] },
            clock: { clock }
        )
    }

    @discardableResult
    mutating func give(_ input: Input) -> Decision {
        let decision = counter.handle(input, at: Self.moment(now, wall, clock: clock))
        changes.append(contentsOf: decision.changes)
        effects.append(contentsOf: decision.effects)
        for case .event(let event) in decision.changes {
            #expect(EventContract.shared.breaches(event) == [])
        }
        return decision
    }

    mutating func pass(_ milliseconds: Int64) {
        now += milliseconds
        wall += milliseconds
        while let next = counter.nextTick, next <= now {
            let before = changes.count
            give(.tick)
            if changes.count == before {
                break
            }
        }
    }

    @discardableResult
    mutating func tap(
        _ value: String = "6001",
        assurance: Assurance = .static,
        fingerprint: String? = nil,
        absence: Int64? = nil
    ) -> EntityID? {
        let finding = CardFinding.member(
            Credential(scheme: "member", value: value, assurance: assurance),
            profile: "test"
        )
        give(.reader(.presented(Self.reader, fingerprint: fingerprint ?? value, finding, absence: absence)))
        return counter.lanes[0].visit.last?.event
    }

    /// Something is scanned or swiped, on the first lane unless another device is named.
    @discardableResult
    mutating func read(
        _ finding: CodeFinding,
        _ medium: CodeReading.Medium = .code,
        payment: PaymentCredential? = nil,
        on device: DeviceID = Self.scanner
    ) -> Decision {
        give(.scanner(.read(device, CodeReading(finding, medium: medium, payment: payment))))
    }

    /// Begins an operation that awaits such things; its id.
    mutating func await(
        _ kinds: [String],
        kind: Operation.Kind = .sale,
        amount: Int64 = 5_000,
        key: String = "k1"
    ) throws -> EntityID {
        let request = OperationRequest(
            kind: kind,
            amount: Money(fen: amount),
            tenders: kind == .sale ? [Tender(kind: .account, amount: amount)] : [],
            presented: .await(kinds: kinds, seconds: 60)
        )
        guard case .operation(let operation, _) = try till(.begin(lane: Self.lane, request: request), key: key).get()
        else {
            throw Problem("internal-error")
        }
        return operation.id
    }

    /// Sends a command under `key` and returns what the till hears.
    mutating func till(
        _ command: TillCommand,
        key: String? = "k1",
        hash: [UInt8] = [1],
        facts: TillFacts = TillFacts()
    ) -> Result<TillReply, Problem> {
        replies += 1
        let token = ReplyToken(number: replies)
        let caller = TillCaller(till: "uid:1000", key: key, requestHash: hash)
        for effect in give(.till(command, caller, reply: token, facts: facts)).effects {
            if case .reply(token, let result) = effect {
                return result
            }
        }
        return .failure(Problem("internal-error", detail: "no reply"))
    }

    mutating func sale(_ amount: Int64 = 5_000, event: EntityID?, key: String = "k1") -> Result<TillReply, Problem> {
        let presented = event.map { Presented.event($0) } ?? .await(kinds: ["card"], seconds: 60)
        let request = OperationRequest(
            kind: .sale,
            amount: Money(fen: amount),
            tenders: [Tender(kind: .account, amount: amount)],
            presented: presented
        )
        return till(.begin(lane: Self.lane, request: request), key: key)
    }

    /// Loses the answer of every attempt until the operation is being reversed.
    mutating func loseAnswers(of id: EntityID) {
        for attempt in 1...4 {
            give(.core(.lost(id, attempt: attempt, reason: "timeout")))
            pass(3_000)
        }
    }

    /// The newest row of an operation.
    func row(of id: EntityID) -> Operation? {
        changes.reversed().lazy.compactMap { change in
            if case .operation(let operation) = change, operation.id == id { operation } else { nil }
        }.first
    }

    var operation: Operation? { counter.operations.last }

    func rows(of id: EntityID) -> [Operation.State] {
        changes.compactMap { change in
            if case .operation(let operation) = change, operation.id == id { operation.state } else { nil }
        }
    }

    var eventTypes: [String] { events.map(\.type) }

    var events: [CounterEvent] {
        changes.compactMap { change in
            if case .event(let event) = change { event } else { nil }
        }
    }

    /// What the journal holds now, as a restart would find it.
    var snapshot: Snapshot {
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.openOperations = counter.operations
        snapshot.staff = counter.lanes.compactMap(\.staff)
        for event in events {
            snapshot.streams[event.stream.index].head = event.sequence
        }
        return snapshot
    }

    /// What was overwritten.
    var forgotten: [PaymentCredential] {
        effects.compactMap { effect in
            if case .forget(let payment) = effect { payment } else { nil }
        }
    }

    var coreRequests: [CoreRequest] {
        effects.compactMap { effect in
            if case .core(let request) = effect { request } else { nil }
        }
    }

    var orders: [PrintOrder] {
        effects.compactMap { effect in
            if case .print(_, let order) = effect { order } else { nil }
        }
    }
}

extension Result where Failure == Problem {
    /// The problem's code; nil on success.
    var code: String? {
        if case .failure(let problem) = self { problem.code } else { nil }
    }
}
