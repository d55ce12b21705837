/// The lines of a shipped data file that hold something: no comment, not empty.
enum DataLines {
    static func read(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n")
            .filter { !$0.hasPrefix("#") && $0.contains { $0 != " " } }
    }
}
