import Cards
import Counter
import Domain
import Linux
import PCSC
import Runtime

/// Watches all card readers: one monitor thread with its own context, a thread and context per slot.
///
/// Readers come and go, pcscd stops and starts, cards are taken away in the middle: each is told once and nothing has to be restarted.
public final class CardReaderService: Service {
    /// A reader as the monitor knows it.
    private struct Entry {
        let device: DeviceID
        var reader: String
        var tracker = PresenceTracker()
        var slot: CardSlot
        var state: ReaderState
        /// When it was first not listed any more.
        var missingSince: Deadline?
        /// A pcscd that has just started finds a reader empty before it has looked: until then an empty look proves nothing.
        var believesEmptyAfter: Deadline
        var unbelieved: ReaderState?
    }

    public let name = "card-readers"
    private let settings: CardReaderSettings
    private let recogniser: @Sendable () -> CardRecogniser
    private let report: @Sendable (ReaderReport) -> Void
    private let log: Log
    private let stopped = ConditionBox(false)
    private let canceller = ConditionBox<ContextCanceller?>(nil)

    /// `recogniser` is asked for at every card, so that changed profiles count at once; `report` must not block.
    public init(
        settings: CardReaderSettings = CardReaderSettings(),
        recogniser: @escaping @Sendable () -> CardRecogniser,
        log: Log = Log("card-readers"),
        report: @escaping @Sendable (ReaderReport) -> Void
    ) {
        self.settings = settings
        self.recogniser = recogniser
        self.report = report
        self.log = log
    }

    public func stop() {
        stopped.update { $0 = true }
        canceller.withLock { $0 }?.cancel()
    }

    private var isStopped: Bool { stopped.withLock { $0 } }

    public func run() {
        var entries: [Entry] = []
        var backoff = Backoff(first: 200, limit: 5_000, random: { $0.upperBound })
        var isDown = false
        while !isStopped {
            do throws(PCSCError) {
                let context = try Context()
                defer {
                    canceller.withLock { $0 = nil }
                    context.close()
                }
                canceller.withLock { $0 = context.canceller }
                try watch(context, &entries) { devices in
                    backoff.reset()
                    if isDown {
                        isDown = false
                        log.notice("the card reader service is back", [:])
                        devices.forEach { report(.recovered($0)) }
                    }
                }
            } catch {
                for index in entries.indices {
                    entries[index].tracker.loseSight(at: Self.now)
                    entries[index].missingSince = nil
                }
                if !isDown, !isStopped {
                    isDown = true
                    log.warning("the card reader service does not run; trying again", ["error": error.description])
                    for entry in entries {
                        entry.slot.forgetTrouble()
                        report(.faulted(entry.device, problem: "pcscd-down", detail: error.description))
                    }
                }
                _ = stopped.wait(until: .after(milliseconds: backoff.next())) { $0 ? true : nil }
            }
        }
        entries.forEach { $0.slot.stop() }
    }

    private static var now: Int64 { Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) }

    /// Watches until pcscd goes away or the service stops; `ready` is called when the readers are known.
    private func watch(_ context: Context, _ entries: inout [Entry], ready: ([DeviceID]) -> Void) throws(PCSCError) {
        var notification = ReaderState(reader: ReaderState.plugAndPlay)
        var nextList = Deadline.now
        var isReady = false
        for index in entries.indices {
            // A new context counts events afresh.
            entries[index].state = ReaderState(reader: entries[index].reader)
            entries[index].believesEmptyAfter = .after(milliseconds: settings.firstLook)
        }
        while !isStopped {
            if nextList == .now || nextList.isPast {
                try list(context, &entries)
                let mustLook = entries.count >= Context.mostStates || entries.contains { $0.missingSince != nil }
                nextList = .after(milliseconds: mustLook ? 1_000 : 10_000)
            }
            if !isReady {
                isReady = true
                ready(entries.map(\.device))
            }
            var states = entries.filter { $0.missingSince == nil }.map(\.state)
            if states.count < Context.mostStates {
                // With every slot taken there is no place for it, and the list is read every second instead.
                states.append(notification)
            }
            for index in entries.indices {
                entries[index].slot.check()
                if let look = entries[index].unbelieved, entries[index].believesEmptyAfter.isPast {
                    observe(look, &entries[index])
                }
            }
            let changed: Bool
            do throws(PCSCError) {
                changed = try context.waitForChange(&states, milliseconds: Self.waitMilliseconds(entries))
            } catch {
                guard error.code == .unknownReader else {
                    throw error
                }
                nextList = .now
                continue
            }
            guard changed else {
                continue
            }
            for var state in states {
                if state.reader == notification.reader {
                    if state.flags.contains(.changed) {
                        nextList = .now
                    }
                    state.acknowledge()
                    notification = state
                } else if let index = entries.firstIndex(where: { $0.reader == state.reader && $0.missingSince == nil })
                {
                    observe(state, &entries[index])
                }
            }
        }
    }

    /// Each wait costs pcscd and us some wake-ups: looks often only while a call is to be watched or something is awaited.
    private static func waitMilliseconds(_ entries: [Entry]) -> UInt32 {
        if entries.contains(where: { $0.missingSince != nil || $0.unbelieved != nil || $0.slot.isBusy }) {
            return 500
        }
        return entries.count < Context.mostStates ? 5_000 : 1_000
    }

    private func observe(_ state: ReaderState, _ entry: inout Entry) {
        guard state.flags.contains(.changed) else {
            return
        }
        var state = state
        entry.unbelieved = nil
        if state.flags.contains(.empty), entry.tracker.hasCard || !entry.tracker.hasLooked,
            !entry.believesEmptyAfter.isPast
        {
            entry.unbelieved = state
            state.acknowledge()
            entry.state = state
            return
        }
        let changes = entry.tracker.observe(ReaderSighting(state), at: Self.now)
        state.acknowledge()
        entry.state = state
        tell(changes, of: entry)
    }

    private func tell(_ changes: [PresenceChange], of entry: Entry) {
        for change in changes {
            switch change {
            case .arrived(let sighting):
                entry.slot.arrived(sighting)
            case .gone:
                entry.slot.left()
                report(.removed(entry.device))
            case .absent:
                report(.removed(entry.device))
            case .missed:
                log.about(entry.device.text).notice("a card came and went before it could be read", [:])
            }
        }
    }

    // MARK: readers

    /// Lists until two lists are equal (pcsc-lite before 2.3 may miss readers that come together), then takes in what is new or gone.
    private func list(_ context: Context, _ entries: inout [Entry]) throws(PCSCError) {
        var names = try context.listReaders()
        // Readers that come and go faster than they can be listed are taken as they stand.
        for _ in 0..<20 {
            let again = try context.listReaders()
            if again == names {
                break
            }
            names = again
        }
        names = names.filter(settings.isCustomerSlot)
        for index in entries.indices.reversed() where !names.contains(entries[index].reader) {
            let since = entries[index].missingSince ?? .after(milliseconds: 0)
            entries[index].missingSince = since
            let age = (SystemClock.monotonicNanoseconds &- since.nanoseconds) / 1_000_000
            // While pcscd is coming back its readers are, too; only afterwards a missing one was unplugged.
            let grace = entries[index].tracker.hasCard ? UInt64(settings.returnGrace) : 0
            if age >= grace {
                tell(entries[index].tracker.readerGone(at: Self.now), of: entries[index])
                entries[index].slot.stop()
                report(.disconnected(entries[index].device))
                entries.remove(at: index)
            }
        }
        for name in names {
            if let index = entries.firstIndex(where: { $0.reader == name }) {
                if entries[index].missingSince != nil {
                    entries[index].missingSince = nil
                    entries[index].state = ReaderState(reader: name)
                }
            } else {
                entries.append(entry(for: name, beside: entries))
            }
        }
    }

    private func entry(for name: String, beside entries: [Entry]) -> Entry {
        let parts = ReaderName(name)
        var topology = parts.stableKey
        if entries.contains(where: { $0.device.topology == topology }) {
            topology += " #" + String(parts.index)
        }
        let device = DeviceID(kind: .reader, topology: topology)
        report(.connected(device, name: name))
        let slot = CardSlot(
            device: device,
            reader: name,
            settings: settings,
            recogniser: recogniser,
            report: report
        )
        return Entry(
            device: device,
            reader: name,
            slot: slot,
            state: ReaderState(reader: name),
            believesEmptyAfter: .after(milliseconds: settings.firstLook)
        )
    }
}
