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

        /// Tells the till, if one asked.
        func answer(_ result: Result<TillReply, Problem>) {
            if case .command(_, _, let reply) = self {
                reply(result)
            }
        }
    }

    private struct Settled {
        /// The first decision that was not committed.
        let failed: Int?
    }

    /// Milliseconds for which nothing is done by itself after a commit failed: the disk has no more room at once.
    private static let failurePause: Int64 = 1_000

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
        var quietUntil = Int64.min
        while true {
            let due = counter.nextTick.map { max($0, quietUntil) }
            let wait = due.map { Deadline.after(milliseconds: Int(max(0, $0 - clock.monotonic()))) }
            var rest = mailbox.takeAll(waitingUpTo: wait ?? .never)[...]
            if rest.isEmpty, mailbox.isClosed {
                return
            }
            repeat {
                let batch = decide(&rest, &counter, quietUntil: quietUntil)
                guard let settled = try settle(batch, &counter) else {
                    return
                }
                if let failed = settled.failed {
                    quietUntil = clock.monotonic() + Self.failurePause
                    // They were decided upon what did not come about.
                    rest = batch.entries(after: failed) + rest
                }
            } while !rest.isEmpty
        }
    }

    /// Decides about entries until one begins a new epoch: what comes next must be decided on the journal as it then is.
    private func decide(
        _ entries: inout ArraySlice<Entry>,
        _ counter: inout Counter,
        quietUntil: Int64
    ) -> StationBatch {
        var batch = StationBatch()
        while let entry = entries.popFirst() {
            if take(entry, into: &counter, &batch) {
                return batch
            }
        }
        if let due = counter.nextTick, max(due, quietUntil) <= clock.monotonic() {
            let before = counter
            batch.add(counter.handle(.tick, at: moment()), about: nil, before: before)
        }
        return batch
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

    /// Commits the batch and carries out what follows from it; nil when the journal cannot be written any more.
    private func settle(_ batch: StationBatch, _ counter: inout Counter) throws(Problem) -> Settled? {
        let results = writer.commit(batch.transactions)
        for case .fatal(let reason) in results {
            batch.carryOut(results, board: board, ports: ports)
            onFatal(reason)
            return nil
        }
        let failed = results.firstIndex { $0 != .committed }
        if failed != nil || batch.rebuilds {
            // The counter's state is no longer the journal's. Devices do not report themselves again: what is plugged in stays known.
            let after = failed.flatMap { batch.counter(before: $0 + 1) } ?? counter
            counter = try rebuild(counter.settings).keepingDevices(
                of: after,
                before: failed.flatMap { batch.counter(before: $0) }
            )
        }
        board.publish(counter)
        batch.carryOut(results, board: board, ports: ports)
        return Settled(failed: failed)
    }

    private func rebuild(_ settings: CounterSettings) throws(Problem) -> Counter {
        Counter(settings: settings, snapshot: try reader.snapshot(), at: moment())
    }

    /// Hands one entry to the counter; true when the counter must be rebuilt before the next.
    private func take(_ entry: Entry, into counter: inout Counter, _ batch: inout StationBatch) -> Bool {
        let input: Input
        switch entry {
        case .input(let given):
            input = given
        case .command(let command, let caller, _):
            do throws(Problem) {
                let facts = try JournalFacts(reader: reader).facts(for: command, caller: caller)
                input = .till(command, caller, reply: ReplyToken(number: 0), facts: facts)
            } catch {
                entry.answer(.failure(error))
                return false
            }
        }
        let before = counter
        let decision = counter.handle(input, at: moment())
        batch.add(decision, about: entry, before: before)
        return decision.rebuild
    }
}
