import Domain
import HID

/// The rules of the counter: state, an input and the time come in; rows to commit and effects come out.
///
/// Synchronous, without clock, randomness, locks or tasks of its own. State advances when it decides; the effects of a decision are
/// carried out only after its changes are committed. After a failed commit it is thrown away and rebuilt from the journal.
public struct Counter: Sendable {
    public internal(set) var settings: CounterSettings
    public internal(set) var epoch: String
    var streams: [StreamState]
    /// The latest time at which an event was recorded, as far as is known.
    var newestTime: Instant
    public internal(set) var lanes: [LaneState]
    public internal(set) var devices: [DeviceState]
    var printers: [PrinterState]
    /// Operations that are not final, oldest first.
    public internal(set) var operations: [Operation]
    /// What open operations are paid with.
    var payments: [HeldPayment]
    /// When the rules look at an open operation again, by monotonic ms; one entry for each that waits.
    var alarms: [OperationAlarm]
    /// Jobs that are `queued` or `printing`, oldest first.
    public internal(set) var jobs: [ReceiptJob]
    /// Jobs that ended as unknown and of which the printer may still say that nothing more will print, oldest first.
    var unsettled: [ReceiptJob] = []
    /// Monotonic ms at which the next job is too old; nil without jobs.
    var nextExpiry: Int64?
    /// What is known of printers, in no particular order.
    public internal(set) var printerKnowledge: [PrinterKnowledge]
    var presentations: [Presentation]
    /// Devices whose presentation stands in the journal only: nobody has looked since the start.
    var inherited: Set<DeviceID>
    var keys: RecentKeys
    var hotlist: [HotKey: String]
    var hotlistVersion: String?
    public internal(set) var linkUp: Bool
    /// Monotonic ms since when the core has not answered.
    var linkDownSince: Int64?
    public internal(set) var linkProblem: String?
    var ids = IDGenerator()

    /// Rebuilds the state of a journal. Operations that were under way count as lost answers: the first `tick` takes them up.
    public init(settings: CounterSettings, snapshot: Snapshot, at moment: Moment) {
        self.settings = settings
        epoch = snapshot.epoch
        streams = snapshot.streams
        newestTime = snapshot.newestTime
        lanes = settings.lanes.map { LaneState(name: $0.name, printer: $0.printer) }
        devices = []
        printers = []
        operations = snapshot.openOperations
        payments = []
        jobs = snapshot.openJobs
        printerKnowledge = snapshot.printerKnowledge
        presentations = snapshot.presentations
        inherited = Set(snapshot.presentations.map(\.device))
        keys = RecentKeys()
        hotlist = [:]
        hotlistVersion = snapshot.hotlistVersion
        linkUp = false
        linkDownSince = moment.monotonic
        alarms = snapshot.openOperations.filter { !$0.isSettledByEvent || $0.lacksSettlingEvent }
            .map { OperationAlarm(operation: $0.id, at: moment.monotonic) }
        for entry in snapshot.hotlist {
            hotlist[HotKey(scheme: entry.scheme, value: entry.value)] = entry.reason
        }
        occupyLanes()
        for staff in snapshot.staff {
            if let lane = laneIndex(staff.lane) {
                lanes[lane].staff = staff
            }
        }
        adoptPrinters(counters: snapshot.printerCounters)
        noteExpiry(Work(moment: moment))
    }

    /// A lane belongs to the operation that is under way on it.
    private mutating func occupyLanes() {
        for operation in operations {
            switch operation.state {
            case .created, .awaitingCard, .sent, .unknown:
                if let lane = laneIndex(operation.lane) {
                    lanes[lane].operation = operation.id
                }
            case .approved, .declined, .offlineAccepted, .confirmed, .reversing, .reversed, .cancelled, .expired:
                break
            }
        }
    }

    /// Takes one input. Never throws: what cannot be done is an answer to whoever asked.
    public mutating func handle(_ input: Input, at moment: Moment) -> Decision {
        var work = Work(moment: moment)
        switch input {
        case .till(let command, let caller, let reply, let facts):
            till(command, caller: caller, reply: reply, facts: facts, &work)
        case .reader(let report):
            reader(report, &work)
        case .scanner(let report):
            scanner(report, &work)
        case .printer(let id, let report):
            printer(id, report, &work)
        case .core(let answer):
            core(answer, &work)
        case .tick:
            tick(&work)
        case .settings(let settings):
            apply(settings, &work)
        }
        expireReceipts(&work)
        feedPrinters(&work)
        noteExpiry(work)
        tellScanners(&work)
        return finish(work)
    }

    /// Monotonic ms at which a `tick` is due; nil when nothing waits.
    public var nextTick: Int64? {
        var next = [alarms.map(\.at).min(), nextExpiry].compactMap(\.self).min()
        for printer in printers where printer.connected && printer.current == nil && hasQueuedJob(for: printer.id) {
            next = min(next ?? printer.holdUntil, printer.holdUntil)
        }
        for due in printers.compactMap({ $0.sensors.due(window: settings.timing.sensorWindow) }) {
            next = min(next ?? due, due)
        }
        return next
    }

    private mutating func apply(_ settings: CounterSettings, _ work: inout Work) {
        let old = lanes
        // Journal and core belong to what they were opened for: these change with a restart only.
        let (station, currency, hasCore) = (self.settings.station, self.settings.currency, self.settings.hasCore)
        self.settings = settings
        self.settings.station = station
        self.settings.currency = currency
        self.settings.hasCore = hasCore
        lanes = settings.lanes.map { lane in
            var state = old.first { $0.name == lane.name } ?? LaneState(name: lane.name, printer: lane.printer)
            state.printer = lane.printer
            return state
        }
        occupyLanes()
        for index in devices.indices where devices[index].id.kind != .printer {
            devices[index].lane = laneName(of: devices[index])
        }
        adoptPrinters(counters: [])
    }

    private mutating func finish(_ work: Work) -> Decision {
        var decision = work.decision
        var delivering: [EventStream] = []
        for change in decision.changes {
            if case .event(let event) = change, !delivering.contains(event.stream) {
                delivering.append(event.stream)
            }
        }
        if settings.hasCore {
            decision.effects.append(contentsOf: delivering.map { .core(.deliver($0)) })
        }
        return decision
    }
}
