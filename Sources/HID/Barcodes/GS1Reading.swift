/// What GS1 element strings were read as.
public enum GS1Reading: Sendable, Hashable {
    case message(GS1Message)
    /// Separators were lost, or may have been: the readings that are possible, a few of them at most. None is better than the others.
    case ambiguous([GS1Message])
}
