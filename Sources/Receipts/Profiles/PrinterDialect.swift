/// The language a printer is spoken to in.
public enum PrinterDialect: String, Sendable, Hashable, CaseIterable {
    case escpos
    case starLine = "star-line"
    case starPRNT = "starprnt"
    /// Dots only.
    case starGraphic = "star-graphic"
}
