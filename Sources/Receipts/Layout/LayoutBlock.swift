/// What stands below one another on a receipt.
public enum LayoutBlock: Sendable, Hashable {
    case line(LayoutLine)
    /// A line across the paper.
    case rule
    /// One empty line.
    case blank
    case qr(LayoutQR)
    case barcode(LayoutBarcode)
    case cut
    /// Pulse the drawer.
    case drawer
}
