/// Why a configuration descriptor cannot be read, and at which byte.
public struct USBDescriptorError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Reason: Hashable, Sendable {
        /// Shorter than its own or its configuration's length says.
        case truncated
        /// A descriptor shorter than its type allows.
        case tooShort
        /// It does not begin with a configuration.
        case noConfiguration
        /// An endpoint or class descriptor before any interface.
        case outsideInterface
    }

    public let reason: Reason
    public let offset: Int

    public var description: String {
        switch reason {
        case .truncated: "a descriptor ends early at byte \(offset)"
        case .tooShort: "a descriptor is too short at byte \(offset)"
        case .noConfiguration: "no configuration descriptor at byte \(offset)"
        case .outsideInterface: "a descriptor outside any interface at byte \(offset)"
        }
    }
}
