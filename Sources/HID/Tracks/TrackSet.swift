/// The three tracks of one swipe.
public struct TrackSet: Sendable {
    public var first: TrackContent
    public var second: TrackContent
    public var third: TrackContent
    /// What the reader encrypted, for the issuer alone; nil when everything came in clear, or the reader keeps it to itself.
    public var encryption: SwipeEncryption?

    public init(
        first: TrackContent = .blank,
        second: TrackContent = .blank,
        third: TrackContent = .blank,
        encryption: SwipeEncryption? = nil
    ) {
        self.first = first
        self.second = second
        self.third = third
        self.encryption = encryption
    }

    public subscript(number: TrackNumber) -> TrackContent {
        get {
            switch number {
            case .first: first
            case .second: second
            case .third: third
            }
        }
        set {
            switch number {
            case .first: first = newValue
            case .second: second = newValue
            case .third: third = newValue
            }
        }
    }

    /// Whether the reader kept a track to itself.
    public var hasEncrypted: Bool {
        TrackNumber.allCases.contains { number in
            if case .encrypted = self[number] { true } else { false }
        }
    }

    /// The tracks that were read, in their order.
    public var tracks: [Track] { TrackNumber.allCases.compactMap { self[$0].track } }
}
