/// What one track of a swipe gave.
public enum TrackReading: Sendable {
    /// Nothing is on the track.
    case blank
    /// Something is on the track, but not readable: swipe again.
    case error(TrackFault)
    /// The characters in ASCII, start sentinel to end sentinel, a longitudinal check after it where the reader sends one.
    case read(SensitiveBytes)
    /// Only the issuer can read it; what the reader shows instead is for a display and proves nothing.
    case encrypted(masked: SensitiveBytes?)

    /// The characters of a track in clear.
    public var clear: SensitiveBytes? {
        if case .read(let bytes) = self { bytes } else { nil }
    }

    /// Overwrites what was read, for every holder.
    public func wipe() {
        switch self {
        case .blank, .error: break
        case .read(let bytes): bytes.wipe()
        case .encrypted(let masked): masked?.wipe()
        }
    }

    /// A track as text, where an unreadable one is an `E` between its sentinels (MagTek 99875206).
    init(text: SensitiveBytes) {
        let isError = text.withBytes { bytes in
            bytes.count == 3 && bytes[1] == UInt8(ascii: "E") && bytes[2] == UInt8(ascii: "?")
        }
        self = text.isEmpty ? .blank : isError ? .error(.undecodable) : .read(text)
    }
}
