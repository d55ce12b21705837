/// One swipe or scan as the device gave it.
public enum Reading: Sendable {
    case scan(Scan)
    case swipe(TrackSet)
}

extension Reading {
    /// Overwrites what was read, for every holder; once recognition is through, nobody needs it.
    ///
    /// What a reader encrypted is left: only the issuer can read it.
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
