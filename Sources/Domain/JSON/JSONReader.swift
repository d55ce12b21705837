/// Reads JSON and JSON5 from hostile bytes: depth and size are limited, every error has its line and column.
public enum JSONReader {
    /// What one text may be.
    public struct Limits: Sendable, Hashable {
        public var bytes: Int
        public var depth: Int

        public init(bytes: Int = 4 << 20, depth: Int = 64) {
            self.bytes = bytes
            self.depth = depth
        }
    }

    /// Reads one value and nothing after it but white space.
    public static func read(
        _ bytes: [UInt8],
        dialect: JSONDialect = .strict,
        limits: Limits = Limits()
    ) throws(JSONReadError) -> JSONValue {
        var parser = JSONParser(bytes: bytes, dialect: dialect, limits: limits)
        return try parser.document()
    }

    public static func read(_ text: String, dialect: JSONDialect = .strict) throws(JSONReadError) -> JSONValue {
        try read(Array(text.utf8), dialect: dialect)
    }

    /// The same with the position of every key and value.
    public static func readWithPositions(
        _ bytes: [UInt8],
        dialect: JSONDialect = .json5,
        limits: Limits = Limits()
    ) throws(JSONReadError) -> JSONNode {
        var parser = JSONParser(bytes: bytes, dialect: dialect, limits: limits)
        return try parser.documentWithPositions()
    }
}
