/// Tells by a printer's first answer which dialect it speaks.
///
/// A Star printer is recognised by its whole automatic status, an ESC/POS printer by its answer to `DLE EOT`, `0xx1xx10`. A
/// graphic printer answers as one of line mode does: only its name tells.
public struct DialectDetector: Sendable, Hashable {
    /// To be sent first: `ESC ACK SOH`, which an ESC/POS printer passes over.
    public static let starQuestion = StarRequest.status
    /// To be sent when the first was not answered, never before: a Star printer answers its `EOT` with one byte that looks
    /// like ESC/POS.
    public static let escposQuestion = PrinterRequest.RealTime.offlineCause.bytes

    private var reader = PrinterAnswerReader(dialect: .starLine)
    /// Nil until it is known.
    public private(set) var dialect: PrinterDialect?

    public init() {}

    /// Takes the next bytes, in whatever pieces they come; the dialect once it is known, which never changes.
    public mutating func take(_ bytes: [UInt8]) -> PrinterDialect? {
        for answer in dialect == nil ? reader.take(bytes) : [] where dialect == nil {
            switch answer {
            case .star(let status): dialect = status.version >= 4 ? .starPRNT : .starLine
            case .noise(let byte) where byte & 0x93 == 0x12: dialect = .escpos
            default: break
            }
        }
        return dialect
    }
}
