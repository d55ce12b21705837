/// Why a shop cannot open, or does not do what is asked of it; a sentence for a person.
public struct ShopError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
