/// How the paper is cut.
public enum LayoutCut: Sendable, Hashable {
    case full
    /// Leaves a bridge, so that the receipt does not fall.
    case partial
}
