import Imaging
import Linux

/// What a printer makes of bytes, without a line to it, a thread or time.
///
/// Not to be shared between threads.
public struct PrinterTrial {
    private var machine: Machine

    public init(_ model: PrinterModel, glyphs: GlyphSource) {
        machine = Machine(model.bounded.at(.instant), faults: [], glyphs: glyphs, iconv: Iconv())
    }

    /// The printer takes the bytes and prints as far as it can.
    public mutating func take(_ bytes: [UInt8]) {
        for byte in bytes {
            machine.arrive(byte, from: 0, now: 0)
            machine.pump(now: 0)
        }
    }

    /// One piece for each cut, in order.
    public var receipts: [PrintedReceipt] { machine.mechanism.paper.receipts }

    /// What was printed since the last cut; nil when nothing was.
    public var unfinished: PrintedReceipt? { machine.mechanism.paper.unfinished }

    /// Everything it could make nothing of.
    public var unknownBytes: [UnknownBytes] { machine.unknown }

    /// Rows of dots that passed under the head.
    public var printedRows: Int { machine.mechanism.rowsPrinted }
}
