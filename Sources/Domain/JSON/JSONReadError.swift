/// Why a text is not the JSON that was expected.
public struct JSONReadError: Error, Sendable, Hashable, CustomStringConvertible {
    public let position: JSONPosition
    /// What is wrong there, in words for the person who wrote it.
    public let message: String

    public init(position: JSONPosition, message: String) {
        self.position = position
        self.message = message
    }

    public var description: String { "\(position): \(message)" }
}
