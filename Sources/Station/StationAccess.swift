import Counter
import Domain

/// What the local API may do with a running station.
public final class StationAccess: CounterAccess {
    public let station: String
    public let currency: Currency
    public let journal: any JournalReading
    private let loop: StationLoop
    private let render: @Sendable (ReceiptJob, String) throws(Problem) -> [UInt8]
    private let metricsText: @Sendable () -> String

    public init(
        settings: CounterSettings,
        journal: any JournalReading,
        loop: StationLoop,
        render: @escaping @Sendable (ReceiptJob, String) throws(Problem) -> [UInt8],
        metrics: @escaping @Sendable () -> String
    ) {
        station = settings.station
        currency = settings.currency
        self.journal = journal
        self.loop = loop
        self.render = render
        metricsText = metrics
    }

    public func status() -> JSONValue {
        loop.board.counter?.statusView ?? .null
    }

    public func lanes() -> [JSONValue] {
        guard let counter = loop.board.counter else {
            return []
        }
        return counter.lanes.map { counter.view(of: $0) }
    }

    public func lane(_ name: LaneName) -> JSONValue? {
        guard let counter = loop.board.counter else {
            return nil
        }
        return counter.lanes.first { $0.name == name }.map { counter.view(of: $0) }
    }

    public func devices() -> [JSONValue] {
        guard let counter = loop.board.counter else {
            return []
        }
        return counter.devices.map { counter.view(of: $0) }
    }

    public func device(_ id: DeviceID) -> JSONValue? {
        guard let counter = loop.board.counter else {
            return nil
        }
        return counter.devices.first { $0.id == id }.map { counter.view(of: $0) }
    }

    public func submit(
        _ command: TillCommand,
        from caller: TillCaller,
        reply: @escaping @Sendable (Result<TillReply, Problem>) -> Void
    ) {
        loop.post(command, from: caller, reply: reply)
    }

    public func subscribe(
        wake: @escaping @Sendable () -> Void,
        message: @escaping @Sendable (LaneName, JSONValue) -> Void
    ) -> SubscriptionID {
        loop.board.subscribe(wake: wake, message: message)
    }

    public func unsubscribe(_ id: SubscriptionID) {
        loop.board.unsubscribe(id)
    }

    public func metrics() -> String {
        metricsText()
    }

    public func preview(_ job: ReceiptJob, format: String) throws(Problem) -> [UInt8] {
        try render(job, format)
    }
}
