/// What is wrong in a layout's text, and in which line; lines count from 1.
public struct KeyboardLayoutError: Error, Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    public let message: String

    public var description: String { "\(line): \(message)" }
}
