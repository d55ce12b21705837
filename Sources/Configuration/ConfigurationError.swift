import Domain

/// One mistake in a configuration: file, line, column, what is wrong, and the nearest key that exists.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    public let file: String
    public let position: JSONPosition
    public let message: String

    public init(file: String, position: JSONPosition, message: String) {
        self.file = file
        self.position = position
        self.message = message
    }

    public var description: String { "\(file):\(position.line):\(position.column): \(message)" }
}
