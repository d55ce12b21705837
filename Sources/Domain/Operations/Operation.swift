/// A sale, recharge, refund, void or inquiry, with one id from the till's request to the core's last answer.
public struct Operation: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case sale, recharge, refund, void, inquiry

        /// Whether the core's books change.
        public var movesMoney: Bool { self != .inquiry }
    }

    /// The persisted states; the arrows between them are `OperationState.follows` in the rules of `Counter`.
    public enum State: String, Sendable, Hashable, CaseIterable {
        case created, awaitingCard, sent, approved, declined, unknown, offlineAccepted
        case confirmed, reversing, reversed, cancelled, expired

        /// Nothing will happen to it any more.
        public var isFinal: Bool {
            switch self {
            case .confirmed, .declined, .reversed, .cancelled, .expired: true
            case .created, .awaitingCard, .sent, .approved, .unknown, .offlineAccepted, .reversing: false
            }
        }
    }

    public let id: EntityID
    public let kind: Kind
    public let lane: LaneName
    /// Who asked: a paired token's name or the Unix-socket user; the scope of idempotency keys.
    public let till: String
    public let request: OperationRequest
    public let created: Instant
    public var state: State
    public var updated: Instant
    /// Whose card pays; nil until a card was presented.
    public var credential: Credential?
    /// What is charged, when the customer showed no member but what pays.
    public var payment: PaymentMark?
    /// Sends so far; committed before each send (D2).
    public var attempts: Int
    /// When the attempt under way counts as lost, wall clock.
    public var deadline: Instant?
    public var outcome: OperationOutcome?
    /// Why it is not approved, as a problem code.
    public var problem: String?
    /// The pay-stream sequence of the event that settles it: the reversal, or the sale accepted offline.
    public var settlingSequence: Int64?
    /// Why the core refused that event, as the core's own word.
    public var refusal: String?
    /// What people decided about it, oldest first.
    public var settlements: [Settlement] = []
    /// The receipt job that came with the outcome (D4).
    public var receipt: EntityID?

    public init(
        id: EntityID,
        kind: Kind,
        lane: LaneName,
        till: String,
        request: OperationRequest,
        created: Instant,
        state: State = .created
    ) {
        self.id = id
        self.kind = kind
        self.lane = lane
        self.till = till
        self.request = request
        self.created = created
        self.state = state
        updated = created
        attempts = 0
    }

    /// The whole row as JSON: what the journal keeps.
    public var json: JSONValue {
        var members = JSONObject()
        members["id"] = .string(id.text)
        members["kind"] = .string(kind.rawValue)
        members["lane"] = .string(lane.text)
        members["till"] = .string(till)
        members["state"] = .string(state.rawValue)
        members["created"] = .integer(created.milliseconds)
        members["updated"] = .integer(updated.milliseconds)
        members["request"] = request.json
        members["credential"] = credential?.json
        members["payment"] = payment?.json
        members["attempts"] = .integer(Int64(attempts))
        members["deadline"] = deadline.map { .integer($0.milliseconds) }
        members["outcome"] = outcome?.json
        members["problem"] = problem.map { .string($0) }
        members["settlingSequence"] = settlingSequence.map { .integer($0) }
        members["refusal"] = refusal.map { .string($0) }
        members["settlements"] = settlements.isEmpty ? nil : .array(settlements.map(\.json))
        members["receipt"] = receipt.map { .string($0.text) }
        return .object(members)
    }

    /// Nil when `json` is not what `json` writes: a damaged row.
    public init?(json: JSONValue) {
        guard let id = json["id"]?.stringValue.flatMap(EntityID.init),
            let currencyCode = json["request"]?["currency"]?.stringValue,
            let currency = Currency(currencyCode), let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)),
            let lane = json["lane"]?.stringValue.flatMap(LaneName.init), let till = json["till"]?.stringValue,
            let state = json["state"]?.stringValue.flatMap(State.init(rawValue:)),
            let created = json["created"]?.intValue, let updated = json["updated"]?.intValue,
            let body = json["request"], let request = OperationRequest(stored: body, kind: kind, currency: currency)
        else {
            return nil
        }
        self.init(
            id: id,
            kind: kind,
            lane: lane,
            till: till,
            request: request,
            created: Instant(milliseconds: created),
            state: state
        )
        self.updated = Instant(milliseconds: updated)
        credential = json["credential"].flatMap(Credential.init(json:))
        payment = json["payment"].flatMap(PaymentMark.init(json:))
        attempts = Int(json["attempts"]?.intValue ?? 0)
        deadline = json["deadline"]?.intValue.map(Instant.init(milliseconds:))
        outcome = json["outcome"].flatMap(OperationOutcome.init(json:))
        problem = json["problem"]?.stringValue
        settlingSequence = json["settlingSequence"]?.intValue
        refusal = json["refusal"]?.stringValue
        settlements = json["settlements"]?.arrayValue?.compactMap(Settlement.init(json:)) ?? []
        receipt = json["receipt"]?.stringValue.flatMap(EntityID.init)
    }
}
