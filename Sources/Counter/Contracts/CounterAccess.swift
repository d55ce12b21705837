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
    /// Of a printer with `drawerSocket: {pin, on, off, open}`, where it has one.
    func devices() -> [JSONValue]
    /// With `statistics`, and of a printer with `queue`; reads the journal.
    func device(_ id: DeviceID) -> JSONValue?
    /// A printer's test page, and a lane whose printer it is.
    func testPage(of id: DeviceID) throws(Problem) -> (lane: LaneName, document: JSONValue)
    /// The paper of a lane's devices and what is the matter with them.
    func diagnosis(of lane: LaneName) throws(Problem) -> JSONValue
    /// The paper with a till's pairing code.
    func pairingPaper(lane: LaneName, till: String, code: String, milliseconds: Int64) throws(Problem) -> JSONValue
    /// The lane's shift up to now.
    func shift(of lane: LaneName) throws(Problem) -> JSONValue
    /// Ends the lane's shift and prints its report; `reply` as of `submit`.
    func endShift(
        of lane: LaneName,
        from caller: TillCaller,
        reply: @escaping @Sendable (Result<TillReply, Problem>) -> Void
    )
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
    /// A document as `printer` would print it: `png`, `svg`, `txt`, or `json` with text and findings.
    func preview(
        _ document: JSONValue,
        printer: DeviceID?,
        copy: Bool,
        format: String
    ) throws(Problem) -> ReceiptPreview
    /// What `printer` would not print as the document asks for: `{text, line?, column?, character?}` each.
    func findings(of document: JSONValue, printer: DeviceID?) throws(Problem) -> [JSONValue]
}
