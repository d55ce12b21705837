/// A picture that was stored in the printer's non-volatile memory, called by its key.
public struct NVLogo: Sendable, Hashable {
    /// The two bytes of the key, each 32…126.
    public let key: [UInt8]
    public let place: LayoutPlace

    /// Nil unless `key` is two printable ASCII characters.
    public init?(key: String, place: LayoutPlace) {
        let bytes = Array(key.utf8)
        guard bytes.count == 2, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        self.key = bytes
        self.place = place
    }

    /// The number a key of two digits names, 1…99.
    var number: UInt8? {
        guard key.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt8(name), number > 0 else {
            return nil
        }
        return number
    }

    /// The key as text.
    public var name: String { String(decoding: key, as: UTF8.self) }
}
