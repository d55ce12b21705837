import Domain

/// One member identification of a visit.
public struct Identification: Sendable, Hashable {
    public let event: EntityID
    public let credential: Credential
    public let device: DeviceID
    public let time: Instant
    /// The same by monotonic ms: its age counts by this.
    var seen: Int64
    /// What the core said; nil until it answered.
    public var member: MemberSnapshot?
    /// `member`, `unknown`, `lost`, `stopped`; nil until the core answered.
    public var result: String?

    init(event: EntityID, credential: Credential, device: DeviceID, time: Instant, seen: Int64) {
        self.event = event
        self.credential = credential
        self.device = device
        self.time = time
        self.seen = seen
    }
}
