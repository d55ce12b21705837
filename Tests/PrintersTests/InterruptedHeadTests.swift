import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

/// A receipt that breaks off between the first byte of a picture's command and its lengths: whatever comes next stands for them.
@Suite("Broken off in the head of a picture", .waiting)
struct InterruptedHeadTests {
    /// A kind of printer, what comes before the head of a picture, and the head.
    struct Cut: Sendable, CustomTestStringConvertible {
        let kind: SimulatedKind
        let above: [UInt8]
        let head: [UInt8]
        /// Bytes that the owner sends before the receipt's own first one, once the printer is known.
        let framing: Int

        var testDescription: String { kind.testDescription }

        var receipt: [UInt8] {
            above + head + [UInt8](repeating: 0xAA, count: 72 * 24) + Array("\nbelow\n".utf8)
        }
    }

    private static let job = PrinterBench.job(1)
    private static let star = StarRequest.initialise + Array("above\n".utf8)

    private static let cuts = [
        // Three questions, ESC @, GS a and the macro.
        Cut(
            kind: .epson,
            above: Array("above\n".utf8),
            head: [0x1D, 0x76, 0x30, 0, 72, 0, 24, 0],
            framing: 9 + 2 + 3 + 12
        ),
        // A question, ESC RS a, and the begin of a document.
        Cut(kind: .starLine, above: star, head: [0x1B, 0x6B, 72, 0], framing: 3 + 4 + 12),
        Cut(kind: .starPRNT, above: star, head: [0x1B, 0x1D, 0x53, 1, 72, 0, 24, 0, 0], framing: 3 + 4 + 12),
    ]

    /// It answers everything, however late on a busy machine.
    private static func patient(_ timing: inout PrinterTiming) {
        (timing.answer, timing.patientAnswer, timing.flushLimit) = (10_000, 10_000, 10_000)
    }

    private func bench(_ cut: Cut, tcp: UInt16, interrupted: Bool = false) throws -> PrinterBench {
        try PrinterBench(
            dialect: cut.kind.dialect,
            interrupted: interrupted,
            tcp: tcp,
            pictures: ["picture": cut.receipt],
            cuts: true,
            Self.patient
        )
    }

    private func expectNext(_ cut: Cut, _ bench: PrinterBench, _ printer: SimulatedPrinter) {
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2, 30) == .printed(PrinterBench.job(2), by: cut.kind.confirmation))
        #expect(cut.kind.paper(printer).flatMap(\.self).last == "next")
    }

    @Test("the connection breaks: no question stands for a length, and the next receipt is whole", arguments: cuts)
    func connection(cut: Cut) throws {
        for length in 1..<cut.head.count {
            let printer = try SimulatedPrinter(cut.kind.model)
            defer { printer.close() }
            let bench = try bench(cut, tcp: try printer.listenTCP())
            defer { bench.end() }
            #expect(bench.connected())
            printer.pullCable(afterBytes: cut.framing + cut.above.count + length)
            bench.print(PrinterBench.order("picture"))
            #expect(bench.outcome() == .unknown(Self.job, problem: "printer-disconnected"))
            printer.plugCable()
            expectNext(cut, bench, printer)
        }
    }

    @Test("the daemon begins again: the same", arguments: cuts)
    func restart(cut: Cut) throws {
        for length in 1..<cut.head.count {
            let printer = try SimulatedPrinter(cut.kind.model)
            defer { printer.close() }
            let port = try printer.listenTCP()
            // What an earlier life has sent.
            let torn = cut.above + cut.head.prefix(length)
            let soon = Deadline.after(milliseconds: 10_000)
            try TCPSocket.connect(host: "127.0.0.1", port: port, until: soon).writeAll(torn, until: soon)
            #expect(printer.wait { $0.receivedBytes == torn.count })
            let bench = try bench(cut, tcp: port, interrupted: true)
            defer { bench.end() }
            bench.print(PrinterBench.order("picture", resume: true))
            #expect(bench.outcome(1, 30) == .unknown(Self.job, problem: "printer-unknown"))
            expectNext(cut, bench, printer)
        }
    }
}
