/// A place in the journal's commit order over all streams: `<epoch>.<position>`, opaque to clients.
public struct EventCursor: Sendable, Hashable, CustomStringConvertible {
    public let epoch: String
    /// Position of the last event already seen; 0 is before the first.
    public let position: Int64

    public init(epoch: String, position: Int64) {
        self.epoch = epoch
        self.position = position
    }

    /// Nil for anything but sixteen hex digits, a dot and a non-negative number.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 16,
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            parts[1].utf8.count <= 19, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let position = Int64(parts[1])
        else {
            return nil
        }
        self.init(epoch: String(parts[0]), position: position)
    }

    public var description: String { "\(epoch).\(position)" }
}
