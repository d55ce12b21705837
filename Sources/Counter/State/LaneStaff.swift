import Domain

/// Who is signed in on a lane, until somebody else signs in there.
public struct LaneStaff: Sendable, Hashable {
    public let lane: LaneName
    public let credential: Credential
    /// The event of signing in.
    public let event: EntityID
    public let since: Instant

    public init(lane: LaneName, credential: Credential, event: EntityID, since: Instant) {
        self.lane = lane
        self.credential = credential
        self.event = event
        self.since = since
    }
}
