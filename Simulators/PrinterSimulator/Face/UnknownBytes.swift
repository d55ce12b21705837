/// Bytes the printer could make nothing of.
public struct UnknownBytes: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// No command begins like this.
        case unknownCommand
        /// A command of ESC/POS that this printer reads but does not do.
        case notDone
        /// A known command with parameters outside its range.
        case badParameters
        /// No character of the character set selected, or none the font has.
        case noCharacter
    }

    /// Bytes the printer took before them since it was made.
    public let offset: Int
    /// At most the first 64.
    public let bytes: [UInt8]
    public let reason: Reason
}
