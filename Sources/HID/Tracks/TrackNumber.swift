/// The track of a magnetic stripe (ISO/IEC 7811), counted from the stripe's edge.
public enum TrackNumber: Int, Sendable, Hashable, CaseIterable {
    case first = 1
    case second
    case third
}
