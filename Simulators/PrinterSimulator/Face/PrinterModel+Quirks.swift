extension PrinterModel {
    /// Habits of printers that are not Epson's.
    public struct Quirks: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// At paper end everything not printed is thrown away.
        public static let clearsAtPaperEnd = Quirks(rawValue: 1 << 0)
        /// The line feed behind `GS v 0` does nothing.
        public static let eatsLineFeedAfterRaster = Quirks(rawValue: 1 << 1)
        /// `GS V` 65 and 66 do nothing.
        public static let ignoresFeedAndCut = Quirks(rawValue: 1 << 2)
        /// `GS !` leaves double-byte characters as they are; `FS !` sets theirs.
        public static let multibyteSizeApart = Quirks(rawValue: 1 << 3)
        /// Of Star's printers that do as their specification warns: `ESC ACK SOH` is not answered while `ESC RS a` is on.
        public static let ignoresRequestsWhileAutomatic = Quirks(rawValue: 1 << 4)
    }
}
