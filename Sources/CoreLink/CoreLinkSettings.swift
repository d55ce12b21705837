/// How the core is reached.
public struct CoreLinkSettings: Sendable {
    /// Base URL without a slash at its end; `/v1/…` is added.
    public var url: String
    /// Sent as bearer token when set.
    public var token: String?
    public var station: String
    /// Milliseconds until a connection must stand.
    public var connectTimeout: Int
    /// Milliseconds for a whole exchange.
    public var totalTimeout: Int
    /// Operations that may be under way at the same time.
    public var workers: Int
    /// Milliseconds between two looks at the core's lists.
    public var hotlistInterval: Int
    /// Member-code and badge keys are secrets: a station that proves no code with the core's does not fetch them.
    public var readsMemberKeys: Bool

    public init(
        url: String,
        token: String? = nil,
        station: String,
        connectTimeout: Int = 2_000,
        totalTimeout: Int = 5_000,
        workers: Int = 4,
        hotlistInterval: Int = 60_000,
        readsMemberKeys: Bool = false
    ) {
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.token = token
        self.station = station
        self.connectTimeout = connectTimeout
        self.totalTimeout = totalTimeout
        self.workers = workers
        self.hotlistInterval = hotlistInterval
        self.readsMemberKeys = readsMemberKeys
    }
}
