/// The stable id of one physical reader slot, scanner, swiper or printer: kind and topology, never VID:PID alone.
public struct DeviceID: Sendable, Hashable, Comparable, CustomStringConvertible {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case reader, scanner, swiper, printer
    }

    public let kind: Kind
    /// What tells this device from its equals: reader name without index and its slot, USB path, serial device.
    public let topology: String

    public init(kind: Kind, topology: String) {
        self.kind = kind
        self.topology = topology
    }

    /// Parses `kind:topology`; nil for an unknown kind or an empty topology.
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<colon])) else {
            return nil
        }
        let topology = String(text[text.index(after: colon)...])
        guard !topology.isEmpty else {
            return nil
        }
        self.init(kind: kind, topology: topology)
    }

    public var text: String { kind.rawValue + ":" + topology }

    public static func < (left: DeviceID, right: DeviceID) -> Bool { left.text < right.text }

    public var description: String { text }
}
