import Crypto

/// The hashes that guard rows.
enum RowHash {
    /// Before the first event of a stream.
    static let genesis = [UInt8](repeating: 0, count: SHA256.byteCount)

    /// An event's link of the chain: SHA-256 of the link before it and the row's bytes.
    static func link(previous: [UInt8], body: [UInt8]) -> [UInt8] {
        SHA256.hash(previous + body)
    }

    /// The checksum of a row that changes.
    static func checksum(_ body: [UInt8]) -> [UInt8] {
        SHA256.hash(body)
    }
}
