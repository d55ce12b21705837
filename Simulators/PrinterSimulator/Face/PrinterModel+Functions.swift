extension PrinterModel {
    /// The commands a printer does; what is missing here is read and told of as `UnknownBytes`.
    public struct Functions: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// `GS v 0`.
        public static let raster = Functions(rawValue: 1 << 0)
        /// `GS ( L` and `GS 8 L` functions 112 and 50.
        public static let graphics = Functions(rawValue: 1 << 1)
        /// `ESC *`.
        public static let columns = Functions(rawValue: 1 << 2)
        /// `GS ( L` functions 64 to 69: pictures kept without power, called by a key.
        public static let nvGraphics = Functions(rawValue: 1 << 3)
        /// `FS q` and `FS p`: pictures kept without power, called by a number.
        public static let nvImages = Functions(rawValue: 1 << 4)
        /// `ESC L` and what belongs to it.
        public static let pageMode = Functions(rawValue: 1 << 5)
        /// `GS V`, `ESC i`, `ESC m`.
        public static let cutter = Functions(rawValue: 1 << 6)
        /// `ESC J`.
        public static let dotFeed = Functions(rawValue: 1 << 7)
        /// `GS !` and `GS B`.
        public static let sizes = Functions(rawValue: 1 << 8)
        /// `ESC B`.
        public static let beeper = Functions(rawValue: 1 << 9)
        /// `ESC ( A`.
        public static let buzzer = Functions(rawValue: 1 << 10)
        /// `BEL`.
        public static let bell = Functions(rawValue: 1 << 11)

        /// `GS :` and `GS ^`.
        public static let macros = Functions(rawValue: 1 << 12)

        public static let all = Functions(rawValue: 1 << 13 - 1)
    }
}
