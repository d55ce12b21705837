import Domain

/// One member identification of a visit.
public struct Identification: Sendable, Hashable {
    public let event: EntityID
    public let credential: Credential
    public let device: DeviceID
    public let time: Instant
    /// What the core said; nil until it answered.
    public var member: MemberSnapshot?
    /// `member`, `unknown`, `lost`, `stopped`; nil until the core answered.
    public var result: String?

    public init(event: EntityID, credential: Credential, device: DeviceID, time: Instant) {
        self.event = event
        self.credential = credential
        self.device = device
        self.time = time
    }
}
