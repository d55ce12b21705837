/// One receipt to be printed, with a truthful state.
public struct ReceiptJob: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Waits for its turn or for the printer.
        case queued
        /// Committed before the first byte went to the printer (D5).
        case printing
        /// The printer confirmed.
        case printed
        /// No confirmation; never reprinted by itself.
        case unknown
        /// Nothing of it went to the printer and nothing will.
        case failed
        /// Too old to pour out: nothing more of it will be printed.
        case expired
        /// Somebody did not want it any more: nothing more of it will be printed.
        case cancelled

        /// Whether the job has come to its end.
        public var isFinal: Bool {
            switch self {
            case .queued, .printing: false
            case .printed, .unknown, .failed, .expired, .cancelled: true
            }
        }
    }

    public let id: EntityID
    public let lane: LaneName
    public let operation: EntityID?
    /// The job this one repeats; its paper says COPY.
    public let copyOf: EntityID?
    /// The receipt as JSON, typed or in ReceiptLine; every rendering is made from it.
    public let document: JSONValue
    public let created: Instant
    public var state: State
    public var updated: Instant
    public var printer: DeviceID?
    /// The four characters of the `GS ( H` id the paper will be confirmed by; set with `printing`.
    public var processID: String?
    /// How the printer confirmed: `process-id`, `fence`, `none`.
    public var confirmedBy: String?
    /// Why it waits, is unknown or failed, as a problem code.
    public var problem: String?
    /// How it ends, `expired` or `cancelled`, once the printer has let go of it; committed before the printer is told.
    public var givenUp: State?
    /// The printer has said that nothing more of it will print: a copy is the only paper still to come.
    public var isCleared = false

    public init(
        id: EntityID,
        lane: LaneName,
        operation: EntityID?,
        copyOf: EntityID?,
        document: JSONValue,
        created: Instant,
        printer: DeviceID?
    ) {
        self.id = id
        self.lane = lane
        self.operation = operation
        self.copyOf = copyOf
        self.document = document
        self.created = created
        self.printer = printer
        state = .queued
        updated = created
    }

    public var json: JSONValue {
        var members = JSONObject()
        members["id"] = .string(id.text)
        members["lane"] = .string(lane.text)
        members["operation"] = operation.map { .string($0.text) }
        members["copyOf"] = copyOf.map { .string($0.text) }
        members["state"] = .string(state.rawValue)
        members["created"] = .integer(created.milliseconds)
        members["updated"] = .integer(updated.milliseconds)
        members["printer"] = printer.map { .string($0.text) }
        members["processID"] = processID.map { .string($0) }
        members["confirmedBy"] = confirmedBy.map { .string($0) }
        members["problem"] = problem.map { .string($0) }
        members["givenUp"] = givenUp.map { .string($0.rawValue) }
        members["cleared"] = isCleared ? true : nil
        members["document"] = document
        return .object(members)
    }

    /// Nil when `json` is not what `json` writes: a damaged row.
    public init?(json: JSONValue) {
        guard let id = json["id"]?.stringValue.flatMap(EntityID.init),
            let lane = json["lane"]?.stringValue.flatMap(LaneName.init),
            let state = json["state"]?.stringValue.flatMap(State.init(rawValue:)),
            let created = json["created"]?.intValue, let updated = json["updated"]?.intValue,
            let document = json["document"]
        else {
            return nil
        }
        self.init(
            id: id,
            lane: lane,
            operation: json["operation"]?.stringValue.flatMap(EntityID.init),
            copyOf: json["copyOf"]?.stringValue.flatMap(EntityID.init),
            document: document,
            created: Instant(milliseconds: created),
            printer: json["printer"]?.stringValue.flatMap { DeviceID($0) }
        )
        self.state = state
        self.updated = Instant(milliseconds: updated)
        processID = json["processID"]?.stringValue
        confirmedBy = json["confirmedBy"]?.stringValue
        problem = json["problem"]?.stringValue
        givenUp = json["givenUp"]?.stringValue.flatMap(State.init(rawValue:))
        isCleared = json["cleared"]?.boolValue ?? false
    }
}
