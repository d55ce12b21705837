/// The geometry every rendering shares: the cell of printers' font A and the distance of lines, in dots.
public enum FontA {
    public static let cellWidth = 12
    public static let cellHeight = 24
    /// From the top of one line to the top of the next where the printer does not feed otherwise.
    public static let linePitch = 30
}
