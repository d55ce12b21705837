/// Why bytes are no GS1 data; tells a place and an Application Identifier, never a value.
public struct GS1Error: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: String, Sendable, Hashable {
        case empty = "there is nothing"
        case tooLong = "the value is too long"
        case tooShort = "the value is too short"
        case tooMuch = "there is more than is taken"
        /// What people read has brackets around the identifiers; it is not what symbols hold.
        case bracketed = "the form with brackets is for people"
        case unknownIdentifier = "no application identifier stands here"
        case wrongCharacter = "a character the value cannot hold"
        case wrongCheckDigit = "the check digit is wrong"
        case wrongValue = "the value is not what its identifier asks for"
        case repeated = "the identifier comes twice with different values"
        case strayText = "text that belongs to no element"
        // GS1 Digital Link
        case notALink = "no http or https address"
        case noKey = "no GS1 key in the path"
        case wrongQualifier = "a qualifier that its key does not have, or out of order"
        case wrongAttribute = "an identifier that cannot stand in a query"
        case wrongEncoding = "percent-encoding is wrong"
        /// Only with the tables of the GS1 compression standard could it be read; shops' codes do not use it.
        case compressed = "the compressed form of GS1 Digital Link is not read"
    }

    public let reason: Reason
    /// Byte offset in what was given.
    public let position: Int
    public let identifier: String?

    init(_ reason: Reason, at position: Int, identifier: String? = nil) {
        self.reason = reason
        self.position = position
        self.identifier = identifier
    }

    public var description: String {
        "at byte \(position)\(identifier.map { ", (\($0))" } ?? ""): \(reason.rawValue)"
    }
}
