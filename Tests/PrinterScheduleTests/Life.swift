import Counter
import Domain
import Glibc
import Journal
import Linux
import PrinterSimulator
import Printers
import Runtime

/// One life of the daemon's printing side: the real journal, rules and printer's owner, from the opening of the journal's file
/// until it is killed or ended.
final class Life: Sendable {
    private struct State: Sendable {
        var isDead = false
        var commits = 0
        var counter: Counter
        var accepted: Set<EntityID> = []
    }

    private enum Entry: Sendable {
        case input(Input)
        case print(Int, @Sendable (EntityID?) -> Void)
    }

    static let printer = DeviceID(kind: .printer, topology: "p")
    static let lane = LaneName("1")!

    private let folder: String
    let kill: Schedule.Kill?
    /// Where the files go that were on the disk at the moment of death.
    private let grave: String
    private let clock: ScheduleClock
    private let state: ConditionBox<State>
    private let mailbox = Mailbox<Entry>()
    private let writer: JournalWriter
    private let reader: JournalReader
    private let owner: PrinterOwner
    private let threads: ConditionBox<[DeviceThread]>

    static func path(in folder: String) -> String { folder + "/journal.sqlite" }

    init(
        folder: String,
        grave: String,
        port: PrinterSettings.Port,
        schedule: Schedule,
        kill: Schedule.Kill?,
        clock: ScheduleClock,
        slowness: Int
    )
        throws
    {
        self.folder = folder
        self.grave = grave
        self.kill = kill
        self.clock = clock
        let opened = try JournalFile.open(
            path: Self.path(in: folder),
            freshEpoch: "00000000000000aa",
            now: clock.wall()
        )
        let log = Log("schedule", sink: LogSink(level: .error) { _ in })
        writer = JournalWriter(journal: opened, hasCore: false, wall: clock.wall, log: log)
        let writerThread = try DeviceThread.start(writer)
        reader = try JournalReader(path: Self.path(in: folder))
        let snapshot = try reader.snapshot()
        let newest = try reader.receiptJobs(state: nil, limit: 100)
        let settings = CounterSettings(
            station: "s",
            lanes: [LaneSettings(name: Self.lane, printer: Self.printer)],
            receipts: ReceiptPolicy(reprint: schedule.reprint),
            timing: Timing(printerRetry: 20),
            hasCore: false
        )
        state = ConditionBox(State(counter: Counter(settings: settings, snapshot: snapshot, at: clock.moment())))
        let mailbox = mailbox
        owner = try PrinterOwner(
            settings: PrinterSettings(
                port: port,
                dialect: schedule.model.dialect,
                printSpeed: 2_000,
                clearsAtPaperEnd: schedule.clearsAtPaperEnd,
                bufferBytes: schedule.model.receiveBufferBytes,
                timing: ScheduledTiming.owner(slowness: slowness)
            ),
            remains: PrinterRemains(of: Self.printer, by: snapshot.openJobs + newest),
            known: PrinterKnowledge.candidates(for: Self.printer, of: snapshot.printerKnowledge),
            log: log,
            encode: { order throws(Problem) in try ScheduledPaper.bytes(order, schedule.model.dialect) },
            report: { mailbox.post(.input(.printer(Self.printer, $0))) }
        )
        threads = ConditionBox([writerThread])
        let loop = try DeviceThread.start("life") { [self] in run() }
        let ownerThread = try DeviceThread.start(owner)
        threads.update { $0 += [loop, ownerThread] }
    }

    // MARK: from outside

    var isDead: Bool { state.withLock { $0.isDead } }

    /// The jobs that have not ended.
    var open: [ReceiptJob] { state.withLock { $0.counter.jobs } }

    /// Asks for a receipt as a till does; its job when the till was answered, nil when the daemon died first.
    func print(_ number: Int) -> EntityID? {
        let answer = ConditionBox<EntityID??>(nil)
        guard mailbox.post(.print(number, { id in answer.update { $0 = .some(id) } })) else {
            return nil
        }
        while !isDead {
            if let given = answer.wait(until: .after(milliseconds: 5), for: { $0 }) {
                return given
            }
        }
        return answer.withLock { $0 } ?? nil
    }

    func give(_ input: Input) {
        mailbox.post(.input(input))
    }

    /// SIGKILL from outside, between any two instructions.
    func die() {
        state.update { state in
            if !state.isDead {
                state.isDead = true
                bury(nil)
            }
        }
    }

    /// Takes apart what a killed process would have left to the kernel.
    func end() {
        state.update { $0.isDead = true }
        owner.stop()
        mailbox.close()
        let all = threads.withLock { $0 }
        for thread in all.dropFirst() {
            thread.join(until: .never)
        }
        writer.stop()
        all.first?.join(until: .never)
        reader.close()
    }

    // MARK: its thread

    private func run() {
        while true {
            let due = state.withLock { $0.counter.nextTick }
            let wait = due.map { Deadline.after(milliseconds: Int(max(0, $0 - clock.monotonic()))) }
            let entries = mailbox.takeAll(waitingUpTo: wait ?? .never)
            if isDead || entries.isEmpty && mailbox.isClosed {
                return
            }
            for entry in entries {
                guard take(entry) else {
                    return
                }
            }
            if let due = state.withLock({ $0.counter.nextTick }), due <= clock.monotonic(),
                !handle(.tick, answer: { _ in })
            {
                return
            }
        }
    }

    private func take(_ entry: Entry) -> Bool {
        switch entry {
        case .input(let input):
            return handle(input, answer: { _ in })
        case .print(let number, let answer):
            let caller = TillCaller(till: "t", key: "k\(number)", requestHash: [UInt8(number)])
            let command = TillCommand.print(lane: Self.lane, document: ScheduledPaper.document(number))
            return handle(
                .till(command, caller, reply: ReplyToken(number: 0), facts: TillFacts()),
                answer: answer
            )
        }
    }

    /// Decides, commits, and does what was decided; false when it died on the way.
    private func handle(_ input: Input, answer: (EntityID?) -> Void) -> Bool {
        let moment = clock.moment()
        let decision = state.withLock { $0.counter.handle(input, at: moment) }
        if !decision.changes.isEmpty, !commit(decision) {
            return false
        }
        guard !isDead else {
            return false
        }
        for effect in decision.effects {
            switch effect {
            case .print(_, let order): owner.print(order)
            case .giveUp(_, let job): owner.giveUp(job)
            case .reply(_, .success(.receipt(let job, _))): answer(job.id)
            default: break
            }
        }
        return true
    }

    private func commit(_ decision: Decision) -> Bool {
        let number = state.withLock { state in
            state.commits += 1
            return state.commits
        }
        if case .beforeCommit(number) = kill {
            die()
            return false
        }
        let before = Files.size(Self.path(in: folder) + "-wal") ?? 0
        guard
            writer.commit([JournalTransaction(changes: decision.changes, mayUseReserve: true)]) == [.committed]
        else {
            die()
            return false
        }
        switch kill {
        case .afterCommit(number):
            die()
            return false
        case .inCommit(number, let thousandths):
            let after = Files.size(Self.path(in: folder) + "-wal") ?? 0
            state.update { state in
                state.isDead = true
                bury(before + (after - before) * Int64(thousandths) / 1_000)
            }
            return false
        default:
            return true
        }
    }

    /// Copies what the disk holds; of the write-ahead log no more than `limit` bytes.
    private func bury(_ limit: Int64?) {
        for suffix in ["", "-wal"] {
            guard var bytes = try? Files.read(Self.path(in: folder) + suffix) else {
                continue
            }
            if suffix == "-wal", let limit, bytes.count > limit {
                bytes.removeLast(bytes.count - Int(limit))
            }
            try? Files.writeAtomically(bytes, to: Self.path(in: grave) + suffix)
        }
    }
}
