import Imaging
import Linux

/// A printer without connectors, thread and time: bytes go in, paper is there at once. For bytes that lie in a file.
public struct ImmediatePrinter {
    private var machine: Machine

    /// `glyphs` and `iconv` may be shared by many.
    public init(_ model: PrinterModel, glyphs: GlyphSource, iconv: Iconv) {
        machine = Machine(model.bounded.at(.instant), faults: [], glyphs: glyphs, iconv: iconv)
    }

    /// Prints what the bytes say; a command that is not whole waits for its rest. Answers go nowhere.
    public mutating func send(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            machine.arrive(byte, from: 0, now: 0)
            machine.pump(now: 0)
        }
    }

    /// One piece for each cut, in order, and behind them what was printed since the last one.
    public var papers: [PrintedReceipt] {
        machine.mechanism.paper.receipts + [machine.mechanism.paper.unfinished].compactMap(\.self)
    }

    /// Everything the printer could make nothing of, in order; at most the first 10,000 findings.
    public var unknownBytes: [UnknownBytes] { machine.unknown }
    public var drawerPulses: Int { machine.drawerPulses }
    public var beeps: Int { machine.beeps }
}
