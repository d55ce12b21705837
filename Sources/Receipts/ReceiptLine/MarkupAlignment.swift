/// Where text stands in its column, a symbol in its line, or a line on the paper.
public enum MarkupAlignment: String, Sendable, Hashable, CaseIterable {
    case left, center, right

    /// How many of `free` cells or dots stand before what is aligned.
    func offset(in free: Int) -> Int {
        switch self {
        case .left: 0
        case .center: max(0, free) / 2
        case .right: max(0, free)
        }
    }
}
