import Domain

/// An Application Identifier with its value.
public struct GS1Element: Sendable, Hashable, CustomStringConvertible {
    public let identifier: String
    /// May identify a person.
    public let value: String

    public init(identifier: String, value: String) {
        self.identifier = identifier
        self.value = value
    }

    public var description: String { "(\(identifier))\(Credential.mask(value))" }
}
