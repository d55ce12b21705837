/// How an area of a page is turned, clockwise.
public enum LayoutTurn: Int, Sendable, Hashable, CaseIterable {
    case none = 0
    case right = 90
    case upsideDown = 180
    case left = 270
}
