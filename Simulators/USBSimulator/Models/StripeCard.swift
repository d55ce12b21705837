/// What is on a magnetic stripe: each track with its sentinels, empty for a blank one, `nil` for an unreadable one.
public struct StripeCard: Sendable, Hashable {
    /// `%B…?`
    public var track1: String?
    /// `;…?`
    public var track2: String?
    /// `;…?`, as HID readers give track 3; wedge readers type `+…?`.
    public var track3: String?

    public init(track1: String? = "", track2: String? = "", track3: String? = "") {
        self.track1 = track1
        self.track2 = track2
        self.track3 = track3
    }

    var tracks: [String?] { [track1, track2, track3] }

    /// As a wedge reader types it: blank tracks as nothing, unreadable ones as `E` between their sentinels.
    var typed: String {
        var text = track1 ?? "%E?"
        text += track2 ?? ";E?"
        guard let track3 else {
            return text + "+E?"
        }
        return text + (track3.isEmpty ? "" : "+" + track3.dropFirst())
    }
}
