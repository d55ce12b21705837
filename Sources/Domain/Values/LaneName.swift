/// The name of one counter place or pump island, as the configuration spells it.
public struct LaneName: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// Nil unless 1…32 of `A-Z a-z 0-9 . _ -`, so that a name fits into a path, a topic and a file name unchanged.
    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
        guard (1...32).contains(text.utf8.count), allowed, text != ".", text != ".." else {
            return nil
        }
        self.text = text
    }

    public static func < (left: LaneName, right: LaneName) -> Bool { left.text < right.text }

    public var description: String { text }
}
