/// How a person settled an operation whose reversal or offline sale the core refuses: on the record, under a name.
public struct Settlement: Sendable, Hashable {
    public enum Resolution: String, Sendable, Hashable, CaseIterable {
        /// The core has the operation in its books after all, and it stays there.
        case booked
        /// The core does not have it, or has undone it.
        case unbooked
        /// The core is asked once more by a new event.
        case retry
    }

    public let resolution: Resolution
    /// The name of the person who decided it.
    public let by: String
    public let reason: String
    /// Who was let in to say so: `uid:0`.
    public let account: String
    public let time: Instant

    public init(resolution: Resolution, by: String, reason: String, account: String, time: Instant) {
        self.resolution = resolution
        self.by = by
        self.reason = reason
        self.account = account
        self.time = time
    }

    public var json: JSONValue {
        [
            "resolution": .string(resolution.rawValue), "by": .string(by), "reason": .string(reason),
            "account": .string(account), "time": .string(time.rfc3339),
        ]
    }

    /// Nil when `json` is not what `json` writes.
    public init?(json: JSONValue) {
        guard let resolution = json["resolution"]?.stringValue.flatMap(Resolution.init(rawValue:)),
            let by = json["by"]?.stringValue, let reason = json["reason"]?.stringValue,
            let account = json["account"]?.stringValue,
            let time = json["time"]?.stringValue.flatMap(Instant.init(rfc3339:))
        else {
            return nil
        }
        self.init(resolution: resolution, by: by, reason: reason, account: account, time: time)
    }
}
