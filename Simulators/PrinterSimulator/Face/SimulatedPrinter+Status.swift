extension SimulatedPrinter {
    /// What stands about the printer at one moment, seen by a person who can look inside.
    public struct Status: Sendable, Hashable {
        public let isOn: Bool
        public let isCablePlugged: Bool
        /// It prints, or would print, what comes.
        public let isOnline: Bool
        public let hasPaper: Bool
        public let isPaperNearEnd: Bool
        public let isCoverOpen: Bool
        /// The blade stuck: the printer waits for `DLE ENQ`.
        public let hasCutterError: Bool
        /// It waits for `DLE ENQ` because its cover was open while it printed.
        public let hasCoverError: Bool
        public let isHeadHot: Bool
        public let isDrawerOpen: Bool
        /// Nothing waits to be printed, also nothing for a begun line.
        public let isIdle: Bool
        /// Bytes in the receive buffer.
        public let bufferedBytes: Int
        /// Bytes that came in since it was made.
        public let receivedBytes: Int
        /// Bytes that found no room.
        public let lostBytes: Int
        /// Rows of dots the head printed since it was made.
        public let printedRows: Int
    }
}
