/// The command by which a printer takes dots.
public enum ImageCommand: String, Sendable, Hashable, CaseIterable {
    /// `GS v 0`, which nearly every thermal printer knows; of Star's `ESC k` in line mode, `ESC GS S` in StarPRNT.
    case raster
    /// `GS 8 L` and `GS ( L`, which Epson recommends.
    case graphics
    /// `ESC *` in strips of 24 dots; of Star's `ESC X`.
    case columns24 = "columns-24"
    /// `ESC *` in strips of 8 dots: needles; of Star's `ESC K`.
    case columns8 = "columns-8"
}
