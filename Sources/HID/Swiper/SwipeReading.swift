/// One swipe as a reader gave it: three tracks, each blank, in error, read or encrypted.
public struct SwipeReading: Sendable {
    /// Tracks 1, 2, 3.
    public let tracks: [TrackReading]
    /// Nil when the reader does not say.
    public let encoding: CardEncoding?
    /// Nil when everything came in clear.
    public let encryption: SwipeEncryption?

    public init(tracks: [TrackReading], encoding: CardEncoding? = nil, encryption: SwipeEncryption? = nil) {
        self.tracks = tracks
        self.encoding = encoding
        self.encryption = encryption
    }

    /// Overwrites tracks and ciphertext, for every holder.
    public func wipe() {
        for track in tracks {
            track.wipe()
        }
        encryption?.wipe()
    }
}
