extension PrinterModel {
    /// What a printer does when its cover was opened while it printed (Epson memory switch 8-8).
    public enum CoverPolicy: String, Sendable, Hashable, CaseIterable {
        /// Prints the interrupted line again from its beginning as soon as the cover is closed.
        case restartsLine
        /// Stays in a recoverable error until `DLE ENQ 1` or `2`.
        case waitsForEnquiry
    }
}
