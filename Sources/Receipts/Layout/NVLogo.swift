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

    /// The key as text.
    public var name: String { String(decoding: key, as: UTF8.self) }
}
