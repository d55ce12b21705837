/// The encrypted part of a swipe: handed on as it is, never opened here.
public struct SwipeEncryption: Sendable {
    public enum Algorithm: Sendable, Hashable {
        case tripleDES, aes
    }

    public let algorithm: Algorithm
    /// Ciphertext of tracks 1 to 3, nil where there is none; the first holds all when the reader encrypts them as one.
    public let tracks: [SensitiveBytes?]
    /// DUKPT key serial number, ten bytes; nil when the reader sent none.
    public let keySerialNumber: [UInt8]?
    /// Eight bytes of the session between reader and host, at the highest security level.
    public let sessionID: [UInt8]?
    /// As the reader gives it, in ASCII.
    public let readerSerial: String?

    public init(
        algorithm: Algorithm,
        tracks: [SensitiveBytes?],
        keySerialNumber: [UInt8]?,
        sessionID: [UInt8]?,
        readerSerial: String?
    ) {
        self.algorithm = algorithm
        self.tracks = tracks
        self.keySerialNumber = keySerialNumber
        self.sessionID = sessionID
        self.readerSerial = readerSerial
    }

    /// Overwrites the ciphertext, for every holder.
    public func wipe() {
        tracks.forEach { $0?.wipe() }
    }
}
