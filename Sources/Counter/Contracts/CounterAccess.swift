import Domain

/// All that the local API may do with the counter; implemented by the station, thread-safe, never blocking on a device.
public protocol CounterAccess: AnyObject, Sendable {
    var station: String { get }
    var currency: Currency { get }
    /// The read side of the journal for the API's own threads; calls are serialised inside.
    var journal: any JournalReading { get }
    /// `{station, currency, epoch, core:{…}, streams:[…], openOperations, openReceipts, lanes:[…], devices:[…]}`; null while the
    /// station begins.
    func status() -> JSONValue
    /// `{name, visit:[…], operation:{…}|null, notice:{…}|null, devices:[…], printer:…}` for each lane in configured order.
    func lanes() -> [JSONValue]
    func lane(_ name: LaneName) -> JSONValue?
    func devices() -> [JSONValue]
    func device(_ id: DeviceID) -> JSONValue?
    /// Hands a command in; `reply` is called exactly once, from any thread, after the commit it depends on.
    func submit(
        _ command: TillCommand,
        from caller: TillCaller,
        reply: @escaping @Sendable (Result<TillReply, Problem>) -> Void
    )
    /// Calls `wake` after every commit and `message` for each unjournalled lane message; both quickly, from the writer's thread.
    func subscribe(
        wake: @escaping @Sendable () -> Void,
        message: @escaping @Sendable (LaneName, JSONValue) -> Void
    ) -> SubscriptionID
    func unsubscribe(_ id: SubscriptionID)
    /// Metrics in the text exposition format.
    func metrics() -> String
    /// A receipt job's rendering: `png`, `svg`, `txt`.
    func preview(_ job: ReceiptJob, format: String) throws(Problem) -> [UInt8]
}
