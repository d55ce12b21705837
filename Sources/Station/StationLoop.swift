import Counter
import Domain
import Linux
import Runtime

/// The one thread that owns `Counter`: takes inputs, commits what it decides, and carries out the effects after the commit.
///
/// Adapters post inputs from their own threads and never wait here. Inputs that arrive during a commit form the next batch, whose
/// transactions share one fsync.
public final class StationLoop: Sendable {
    enum Entry: Sendable {
        case input(Input)
        case command(TillCommand, TillCaller, @Sendable (Result<TillReply, Problem>) -> Void)
    }

    private let mailbox = Mailbox<Entry>()
    private let writer: any JournalWriting
    private let reader: any JournalReading
    private let clock: StationClock
    private let watch: ClockWatch
    let board: StationBoard
    let ports: StationPorts
    /// Called once when the journal cannot be written any more (D8).
    private let onFatal: @Sendable (String) -> Void

    public init(
        writer: any JournalWriting,
        reader: any JournalReading,
        clock: StationClock,
        board: StationBoard,
        ports: StationPorts,
        onFatal: @escaping @Sendable (String) -> Void
    ) {
        self.writer = writer
        self.reader = reader
        self.clock = clock
        watch = ClockWatch(clock)
        self.board = board
        self.ports = ports
        self.onFatal = onFatal
    }

    /// Hands in an input; returns at once.
    public func post(_ input: Input) {
        mailbox.post(.input(input))
    }

    func post(
        _ command: TillCommand,
        from caller: TillCaller,
        reply: @escaping @Sendable (Result<TillReply, Problem>) -> Void
    ) {
        if !mailbox.post(.command(command, caller, reply)) {
            reply(.failure(Problem("shutting-down", retryAfter: 2)))
        }
    }

    /// Ends `run` after the inputs already handed in.
    public func stop() {
        mailbox.close()
    }

    /// Runs until `stop`; the thread it is called on owns the counter.
    public func run(settings: CounterSettings) throws(Problem) {
        var counter = try rebuild(settings)
        board.publish(counter)
        while true {
            let wait = counter.nextTick.map { Deadline.after(milliseconds: Int(max(0, $0 - clock.monotonic()))) }
            let entries = mailbox.takeAll(waitingUpTo: wait ?? .never)
            if entries.isEmpty, mailbox.isClosed {
                return
            }
            var batch = StationBatch()
            for entry in entries {
                guard take(entry, into: &counter, &batch) else {
                    continue
                }
                // The epoch changes: what comes next must be decided on the journal as it then is.
                guard try settle(batch, &counter) else {
                    return
                }
                batch = StationBatch()
            }
            if let due = counter.nextTick, due <= clock.monotonic() {
                batch.add(counter.handle(.tick, at: moment()), reply: nil)
            }
            guard try settle(batch, &counter) else {
                return
            }
        }
    }

    private func moment() -> Moment {
        watch.look()
        return Moment(
            wall: clock.wall(),
            monotonic: clock.monotonic(),
            random: clock.random,
            clock: { [watch] in watch.condition() }
        )
    }

    /// Commits the batch and carries out what follows from it; false when the journal cannot be written any more.
    private func settle(_ batch: StationBatch, _ counter: inout Counter) throws(Problem) -> Bool {
        let results = writer.commit(batch.transactions)
        if results.allSatisfy({ $0 == .committed }), !batch.rebuilds {
            board.publish(counter)
            batch.carryOut(results, board: board, ports: ports)
            return true
        }
        for case .fatal(let reason) in results {
            batch.carryOut(results, board: board, ports: ports)
            onFatal(reason)
            return false
        }
        // The counter's state is no longer the journal's. Devices do not report themselves again: what is plugged in stays known.
        counter = try rebuild(counter.settings).keepingDevices(of: counter)
        board.publish(counter)
        batch.carryOut(results, board: board, ports: ports)
        return true
    }

    private func rebuild(_ settings: CounterSettings) throws(Problem) -> Counter {
        Counter(settings: settings, snapshot: try reader.snapshot(), at: moment())
    }

    /// Hands one entry to the counter; true when the counter must be rebuilt before the next.
    private func take(_ entry: Entry, into counter: inout Counter, _ batch: inout StationBatch) -> Bool {
        let decision: Decision
        var waiting: (@Sendable (Result<TillReply, Problem>) -> Void)?
        switch entry {
        case .input(let input):
            decision = counter.handle(input, at: moment())
        case .command(let command, let caller, let reply):
            let facts: TillFacts
            do throws(Problem) {
                facts = try JournalFacts(reader: reader).facts(for: command, caller: caller)
            } catch {
                reply(.failure(error))
                return false
            }
            waiting = reply
            let input = Input.till(command, caller, reply: ReplyToken(number: 0), facts: facts)
            decision = counter.handle(input, at: moment())
        }
        batch.add(decision, reply: waiting)
        return decision.rebuild
    }
}
