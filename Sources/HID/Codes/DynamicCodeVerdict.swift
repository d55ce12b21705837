/// What became of a dynamic member code.
enum DynamicCodeVerdict: Sendable, Hashable {
    /// `skew` is how many steps the phone is ahead of us; behind is negative.
    case accepted(skew: Int)
    /// The code was right, but somebody showed it before.
    case replayed
    /// It was right so many steps ago: a screenshot, or a phone whose clock is slow.
    case expired(steps: Int)
    /// It will be right: a phone whose clock is fast.
    case early(steps: Int)
    /// It was never right as far as was looked.
    case wrong
    case unknownMember
    /// So many codes are remembered that a replay could not be told; nothing is accepted until some have run out.
    case busy
}
