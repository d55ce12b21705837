import Counter
import Domain
import Receipts

/// What the local API may do with a running station.
public final class StationAccess: CounterAccess {
    public let station: String
    public let currency: Currency
    public let journal: any JournalReading
    let loop: StationLoop
    private let settings: CounterSettings
    let previews: StationPreviews
    let clock: StationClock
    private let metricsText: @Sendable () -> String

    public init(
        settings: CounterSettings,
        journal: any JournalReading,
        loop: StationLoop,
        previews: StationPreviews,
        clock: StationClock,
        metrics: @escaping @Sendable () -> String
    ) {
        station = settings.station
        currency = settings.currency
        self.journal = journal
        self.loop = loop
        self.settings = settings
        self.previews = previews
        self.clock = clock
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
        return counter.devices.map { withDrawer(counter.view(of: $0), of: $0.id) }
    }

    public func device(_ id: DeviceID) -> JSONValue? {
        guard let counter = loop.board.counter else {
            return nil
        }
        return counter.devices.first { $0.id == id }.map { device in
            withDrawer(counter.view(of: device, statistics: (try? journal.statistics()) ?? []), of: id)
        }
    }

    /// Of a printer with a socket for a drawer, how that is driven and read.
    private func withDrawer(_ view: JSONValue, of id: DeviceID) -> JSONValue {
        guard id.kind == .printer, let pulse = try? previews.profile(of: id).drawer, var members = view.objectValue
        else {
            return view
        }
        members["drawerSocket"] = [
            "pin": .integer(Int64(pulse.pin)), "on": .integer(Int64(pulse.onMilliseconds)),
            "off": .integer(Int64(pulse.offMilliseconds)), "open": .string(pulse.openLevel.rawValue),
        ]
        return .object(members)
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

    public func preview(
        _ document: JSONValue,
        printer: DeviceID?,
        copy: Bool,
        format: String
    ) throws(Problem) -> ReceiptPreview {
        try previews.render(try complete(document), printer: printer, copy: copy, format: format)
    }

    public func findings(of document: JSONValue, printer: DeviceID?) throws(Problem) -> [JSONValue] {
        try previews.findings(of: try complete(document), printer: printer, copy: false)
    }

    /// The counter as of the last commit.
    func running() throws(Problem) -> Counter {
        guard let counter = loop.board.counter else {
            throw Problem("starting", retryAfter: 1)
        }
        return counter
    }

    /// With the station's language and currency where the document names none.
    private func complete(_ document: JSONValue) throws(Problem) -> JSONValue {
        try ReceiptDocument(json: document, settings: loop.board.counter?.settings ?? settings).json
    }
}
