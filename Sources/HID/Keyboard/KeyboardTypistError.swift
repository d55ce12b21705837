/// The typist's layout has no way to type a character.
public struct KeyboardTypistError: Error, Sendable, Hashable {
    public let scalar: Unicode.Scalar

    public init(scalar: Unicode.Scalar) {
        self.scalar = scalar
    }
}
