/// Why the virtual readers could not be set up, and what to do.
public struct RigError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
