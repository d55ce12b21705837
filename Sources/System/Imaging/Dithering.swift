/// How grey becomes black and white.
public enum Dithering: String, Sendable, Hashable, CaseIterable {
    /// Dark dots are black: for drawings and text.
    case threshold
    /// Each dot's error goes to four neighbours: for photographs.
    case floydSteinberg = "floyd-steinberg"
    /// Three quarters of the error go to six neighbours, which leaves light and dark places clean: for logos.
    case atkinson
}
