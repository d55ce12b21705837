/// How liberal the reader is.
public enum JSONDialect: Sendable, Hashable {
    /// RFC 8259 to the letter, duplicate keys and lone surrogates refused.
    case strict
    /// JSON5: comments, unquoted keys, single quotes, trailing commas, hexadecimal numbers, line continuation.
    case json5
}
