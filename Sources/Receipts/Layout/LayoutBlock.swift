/// What stands below one another on a receipt.
public enum LayoutBlock: Sendable, Hashable {
    case line(LayoutLine)
    /// A line across the paper.
    case rule
    /// One empty line.
    case blank
    case frame(LayoutFrame)
    case symbol(LayoutSymbol)
    case image(LayoutImage)
    case logo(NVLogo)
    /// Empty paper of a number of dots.
    case feed(dots: Int)
    case page(LayoutPage)
    case cut(LayoutCut)
    /// Pulse the drawer.
    case drawer
    /// Sound the beeper.
    case beep

    /// Whether it is on the paper; the others only happen.
    var isPrinted: Bool {
        switch self {
        case .cut, .drawer, .beep: false
        default: true
        }
    }
}
