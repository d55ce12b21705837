import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

/// A kind of simulated printer, as tests of every language of printers see it: what confirms its receipts, and what its paper says.
struct SimulatedKind: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let model: PrinterModel
    /// What its receipts are confirmed by.
    let confirmation: String

    static let epson = SimulatedKind(testDescription: "epson", model: .epson, confirmation: "process-id")
    static let epsonWithoutProcessID = SimulatedKind(
        testDescription: "old epson",
        model: .epsonWithoutProcessID,
        confirmation: "fence"
    )
    static let clone = SimulatedKind(testDescription: "clone", model: .clone, confirmation: "none")
    static let mute = SimulatedKind(testDescription: "mute", model: .mute, confirmation: "none")
    static let starLine = star("star line", .starTSP654II)
    static let starPRNT = star("star prnt", .starMCPrint3)
    static let starGraphic = star("star graphic", .starTSP143III)

    /// Those that speak Star's languages.
    static let stars: [SimulatedKind] = [starLine, starPRNT, starGraphic]
    /// One of each language.
    static let languages: [SimulatedKind] = [epson] + stars

    private static func star(_ name: String, _ model: PrinterModel) -> SimulatedKind {
        SimulatedKind(testDescription: name, model: model, confirmation: "print-end")
    }

    var dialect: PrinterDialect { model.dialect }

    var isStar: Bool { dialect != .escpos }

    /// An owner on the printer's pseudo-terminal.
    func bench(
        _ printer: SimulatedPrinter,
        flow: SerialSettings.FlowControl = .xonXoff,
        interrupted: Bool = false,
        known: [JSONValue] = [],
        _ change: (inout PrinterTiming) -> Void = { _ in }
    ) throws -> PrinterBench {
        let bench = try PrinterBench(
            dialect: dialect,
            answers: isStar || !model.abilities.isEmpty,
            flow: flow,
            interrupted: interrupted,
            known: known,
            cuts: true
        ) { timing in
            wait(&timing)
            change(&timing)
        }
        try bench.lay(try printer.openPseudoTerminal())
        return bench
    }

    /// A simulated printer on a busy machine takes its time, and one whose answer came late is confirmed by less than the best
    /// it has.
    func wait(_ timing: inout PrinterTiming) {
        (timing.answer, timing.patientAnswer) = (2_000, 10_000)
        if isStar {
            // Of each answer a test knows whose it is.
            (timing.stall, timing.confirmMargin) = (5_000, 2_000)
        }
    }

    /// The lines of each receipt that has come out, once there are so many.
    func paper(_ printer: SimulatedPrinter, _ count: Int = 0) -> [[String]] {
        (printer.waitForReceipts(count) ?? printer.receipts).map { receipt in
            guard !isStar else {
                return StarReceipt.lines(receipt, dialect)
            }
            let lines = receipt.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return lines.last == "" ? lines.dropLast() : lines
        }
    }

    /// Bytes that the owner of a connected printer sends for a receipt, up to the request for its confirmation.
    func bytesSent(for text: String) -> Int {
        isStar
            // A question, what ends modes and line, ESC RS a, three ESC GS ETX, and the receipt.
            ? StarReceipt.bytes(text, dialect).count + 3 + 7 + 4 + 18
                // Three questions, ESC @, GS a, the macro, the text, line feed and cut, the macro's run and the request for its id.
            : 9 + 2 + 3 + 12 + text.utf8.count + 5 + 5 + 11
    }

    /// Prints `next` as job 2, whole and once on paper.
    func expectNext(_ bench: PrinterBench, _ printer: SimulatedPrinter) {
        bench.print(PrinterBench.order("next", 2))
        expectPrinted(bench, printer)
    }

    /// That `next`, ordered as job 2, comes out whole and once.
    func expectPrinted(_ bench: PrinterBench, _ printer: SimulatedPrinter) {
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: confirmation))
        #expect(paper(printer).last?.last == "next")
        #expect(paper(printer).count { $0.last == "next" } == 1)
    }
}
