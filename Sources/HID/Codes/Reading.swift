/// One swipe or scan as the device gave it.
public enum Reading: Sendable {
    case scan(Scan)
    case swipe(TrackSet)

    /// Takes the message of a device in keyboard mode that may be a swipe reader or a scanner: a swipe is what has the tracks of one.
    public init(
        typed text: SensitiveBytes,
        framing: SwipeFraming = SwipeFraming(),
        separators: GS1Separators = .mayBeLost
    ) {
        if let tracks = try? TrackSet(typed: text, framing: framing) {
            self = .swipe(tracks)
        } else {
            self = .scan(Scan(typed: text, separators: separators))
        }
    }
}

extension Reading {
    /// Overwrites what was read, for every holder; once recognition is through, nobody needs it.
    public func wipe() {
        switch self {
        case .scan(let scan): scan.data.wipe()
        case .swipe(let tracks):
            for track in tracks.tracks {
                track.text.wipe()
            }
        }
    }
}
