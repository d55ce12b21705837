extension PrinterModel {
    /// The questions a printer answers; what is missing here is read and met with silence.
    public struct Abilities: OptionSet, Sendable, Hashable {
        public let rawValue: Int

        public init(rawValue: Int) {
            self.rawValue = rawValue
        }

        /// `DLE EOT n`.
        public static let realTimeStatus = Abilities(rawValue: 1 << 0)
        /// `GS a n` and `DLE DC4 7`.
        public static let automaticStatus = Abilities(rawValue: 1 << 1)
        /// `GS r n`, answered in the order of the data.
        public static let orderedStatus = Abilities(rawValue: 1 << 2)
        /// `GS I n`.
        public static let identity = Abilities(rawValue: 1 << 3)
        /// `GS ( H` function 48, answered when what lies before it is on paper.
        public static let processID = Abilities(rawValue: 1 << 4)
        /// `GS ( H` function 49.
        public static let offlineResponse = Abilities(rawValue: 1 << 5)
        /// `DLE DC4 8`.
        public static let bufferClear = Abilities(rawValue: 1 << 6)
        /// `DLE ENQ n`.
        public static let recovery = Abilities(rawValue: 1 << 7)

        public static let all: Abilities = [
            .realTimeStatus, .automaticStatus, .orderedStatus, .identity, .processID, .offlineResponse, .bufferClear,
            .recovery,
        ]
    }
}
