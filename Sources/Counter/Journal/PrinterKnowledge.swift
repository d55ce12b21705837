import Domain

/// What a printer was once found to be able to, so that it need not be asked again.
public struct PrinterKnowledge: Sendable, Hashable {
    /// The printer's serial number; the text of the device where it tells none.
    public let key: String
    /// Where it was last.
    public let printer: DeviceID
    /// As its owner reported them.
    public let abilities: JSONValue
    public let seen: Instant

    public init(key: String, printer: DeviceID, abilities: JSONValue, seen: Instant) {
        self.key = key
        self.printer = printer
        self.abilities = abilities
        self.seen = seen
    }

    /// Of an owner's report; nil when it has found out nothing yet.
    init?(_ abilities: JSONValue, of printer: DeviceID, at time: Instant) {
        guard abilities["confirmation"]?.stringValue != nil else {
            return nil
        }
        let key = abilities["serial"]?.stringValue ?? printer.text
        self.init(key: key, printer: printer, abilities: abilities, seen: time)
    }

    /// What may answer at `printer`: the one that was there last first, then every other that tells its serial number.
    public static func candidates(for printer: DeviceID, of all: [PrinterKnowledge]) -> [JSONValue] {
        let here = all.filter { $0.printer == printer }.sorted { $0.seen > $1.seen }
        let others = all.filter { $0.printer != printer && $0.key != $0.printer.text }
        return (here + others).map(\.abilities)
    }
}
