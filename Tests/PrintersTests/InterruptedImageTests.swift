import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

/// A receipt that breaks off inside a picture leaves a printer that takes whatever comes for pixels.
@Suite("Broken off inside a picture", .waiting)
struct InterruptedImageTests {
    /// 576 dots by 200: 14,400 bytes of `GS v 0`.
    private static let picture: [UInt8] =
        [0x1D, 0x76, 0x30, 0, 72, 0, 200, 0] + [UInt8](repeating: 0xAA, count: 72 * 200)
    private static let bands = Array("above\n".utf8) + picture + Array("below\n".utf8)
    private static let next = "the next receipt\nof two lines"

    /// Bytes over the whole session: the probe's about 60 and the text come first.
    private static let places = [200, 4_000, 9_000, 14_000]

    /// It answers everything, once the rest of the picture has come, and however busy this machine is.
    private static func patient(_ timing: inout PrinterTiming) {
        (timing.answer, timing.patientAnswer) = (10_000, 10_000)
    }

    private func expectWhole(_ printer: SimulatedPrinter, _ bench: PrinterBench) {
        bench.print(PrinterBench.order(.string(Self.next), 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        // Not a command was eaten and nothing was printed that is no receipt's.
        #expect(printer.unknownBytes.isEmpty)
        let lines = printer.receipts.flatMap { $0.text.split(separator: "\n").map(String.init) }
        #expect(lines == ["above", "the next receipt", "of two lines"])
    }

    @Test(
        "the connection breaks: what the picture still wants is filled up, and the next receipt is whole",
        arguments: places
    )
    func connection(byte: Int) throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.cablePull, at: .byte(byte))])
        defer { printer.close() }
        let bench = try PrinterBench(
            tcp: try printer.listenTCP(),
            pictures: ["picture": Self.bands],
            cuts: true,
            Self.patient
        )
        defer { bench.end() }
        bench.print(PrinterBench.order("picture"))
        #expect(bench.outcome() == .unknown(PrinterBench.job(1), problem: "printer-disconnected"))
        printer.plugCable()
        expectWhole(printer, bench)
        #expect(bench.see { $0 == .cleared(PrinterBench.job(1)) })
    }

    @Test("the daemon begins again: the same", arguments: places)
    func restart(byte: Int) throws {
        let printer = try SimulatedPrinter(.epson)
        defer { printer.close() }
        let port = try printer.listenTCP()
        let first = try PrinterBench(tcp: port, pictures: ["picture": Self.bands], cuts: true) { $0.stopGrace = 0 }
        // Nothing is printed meanwhile, so that the picture is still owed its rows when the owner ends.
        #expect(first.connected())
        printer.openCover()
        printer.closeCover()
        first.print(PrinterBench.order("picture"))
        _ = printer.wait { $0.receivedBytes >= byte }
        first.end()
        let second = try PrinterBench(
            interrupted: true,
            tcp: port,
            pictures: ["picture": Self.bands],
            cuts: true,
            Self.patient
        )
        defer { second.end() }
        second.print(PrinterBench.order("picture", resume: true))
        guard let end = second.outcome() else {
            Issue.record("nothing was said")
            return
        }
        if case .printed = end {
            // The owner was too late: all of it had gone.
            return
        }
        #expect(end == .unknown(PrinterBench.job(1), problem: "printer-unknown"))
        second.print(PrinterBench.order(.string(Self.next), 2))
        #expect(second.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.unknownBytes.isEmpty)
        let lines = printer.receipts.flatMap { $0.text.split(separator: "\n").map(String.init) }
        #expect(lines.suffix(2) == ["the next receipt", "of two lines"])
        #expect(lines.dropLast(2).allSatisfy { $0 == "above" || $0 == "below" })
    }

    @Test("an earlier life has said that nobody knows, and died before it filled anything up", arguments: places)
    func earlierLife(byte: Int) throws {
        // One that answers nothing in order would not even be asked, and would take the whole receipt for rows of the picture.
        let printer = try SimulatedPrinter(.clone)
        defer { printer.close() }
        let port = try printer.listenTCP()
        let first = try PrinterBench(tcp: port, cuts: true)
        #expect(first.connected())
        let known = first.abilities
        first.end()
        let before = printer.status.receivedBytes
        let soon = Deadline.after(milliseconds: 10_000)
        let torn = Self.bands.prefix(byte)
        try TCPSocket.connect(host: "127.0.0.1", port: port, until: soon).writeAll(Array(torn), until: soon)
        #expect(printer.wait { $0.receivedBytes == before + torn.count })
        let second = try PrinterBench(
            brokenOff: "picture",
            known: known,
            tcp: port,
            pictures: ["picture": Self.bands],
            cuts: true
        )
        defer { second.end() }
        second.print(PrinterBench.order(.string(Self.next), 2))
        #expect(second.outcome(2) == .printed(PrinterBench.job(2), by: "none"))
        let lines = (printer.waitForReceipts(1) ?? []).flatMap { $0.text.split(separator: "\n").map(String.init) }
        #expect(lines == ["above", "the next receipt", "of two lines"])
    }
}
