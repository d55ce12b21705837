/// What is wrong with a pattern, and where.
public struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Byte offset in the pattern's text.
    public let offset: Int
    public let message: String

    public var description: String { "at character \(offset + 1): \(message)" }
}
