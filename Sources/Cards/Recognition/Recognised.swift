import Domain

/// What a card turned out to be.
public struct Recognised: Sendable, Hashable {
    public enum Finding: Sendable, Hashable {
        case member(Credential, profile: String)
        /// An EMV payment card: nothing of it was read beyond its directory.
        case bankCard
        /// A stable reason word and what exactly, without any number of the card.
        case unrecognised(reason: String, detail: String)
    }

    public let finding: Finding
    public let family: CardFamily
    /// What tells the same card again: its UID, else what was read of it. Never leaves the process but as a hash.
    public let identity: [UInt8]

    public init(finding: Finding, family: CardFamily, identity: [UInt8]) {
        self.finding = finding
        self.family = family
        self.identity = identity
    }
}
