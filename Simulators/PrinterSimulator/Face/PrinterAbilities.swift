/// The questions a printer answers; what is missing here is read and met with silence.
public struct PrinterAbilities: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// `DLE EOT n`.
    public static let realTimeStatus = PrinterAbilities(rawValue: 1 << 0)
    /// `GS a n` and `DLE DC4 7`.
    public static let automaticStatus = PrinterAbilities(rawValue: 1 << 1)
    /// `GS r n`, answered in the order of the data.
    public static let orderedStatus = PrinterAbilities(rawValue: 1 << 2)
    /// `GS I n`.
    public static let identity = PrinterAbilities(rawValue: 1 << 3)
    /// `GS ( H` function 48, answered when what lies before it is on paper.
    public static let processID = PrinterAbilities(rawValue: 1 << 4)
    /// `GS ( H` function 49.
    public static let offlineResponse = PrinterAbilities(rawValue: 1 << 5)
    /// `DLE DC4 8`.
    public static let bufferClear = PrinterAbilities(rawValue: 1 << 6)
    /// `DLE ENQ n`.
    public static let recovery = PrinterAbilities(rawValue: 1 << 7)

    public static let all: PrinterAbilities = [
        .realTimeStatus, .automaticStatus, .orderedStatus, .identity, .processID, .offlineResponse, .bufferClear,
        .recovery,
    ]
}
