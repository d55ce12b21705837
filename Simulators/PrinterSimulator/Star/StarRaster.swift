import Imaging

/// Raster mode's settings and the row that is being built.
struct StarRaster {
    /// What `ESC FF EOT` and leaving the mode do, in the numbers of `ESC * r E`.
    var endMode = 13
    /// What `ESC FF NUL` does, in the numbers of `ESC * r F`.
    var formFeedMode = 13
    /// Bytes of eight dots.
    var leftMargin = 0
    var rightMargin = 0
    /// Dots of a page; 0 for paper without end.
    var pageLength = 0
    /// Rows printed since the page began.
    var rowsOnPage = 0
    /// Rows of dots came and no form feed behind them.
    var hasData = false
    /// Bytes of the row so far; more of them are laid over it.
    var row: [UInt8] = []
}
