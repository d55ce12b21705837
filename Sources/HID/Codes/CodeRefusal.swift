/// Why a swipe or scan is nobody's; the raw values are stable words for events.
public enum CodeRefusal: String, Sendable, Hashable, CaseIterable {
    case empty
    case tooLong = "too-long"
    /// No track could be read.
    case unreadable
    /// No profile matches.
    case noMatch = "no-match"
    case drivingLicence = "driving-licence"
    /// A merchant's own payment code, not a customer's.
    case merchantCode = "merchant-code"
    /// A dynamic code whose time is over: a screenshot, or a slow clock.
    case expiredCode = "expired-code"
    /// A dynamic code whose time is to come: a fast clock.
    case earlyCode = "early-code"
    /// A dynamic code that was accepted before.
    case replayedCode = "replayed-code"
    /// A dynamic code that was never right.
    case wrongCode = "wrong-code"
    /// A dynamic code of a member without a key.
    case unknownMember = "unknown-member"
    /// Too many dynamic codes within their time; the next try will do.
    case busy
    /// GS1 data that lost its separators, or a number that several readers could have meant.
    case ambiguous
    /// A GS1 symbol or Digital Link that breaks the rules.
    case invalidGS1 = "invalid-gs1"
    case compressedLink = "compressed-link"
}
