import Imaging
import Linux

@testable import PrinterSimulator

/// A printer without a thread and with a clock of the test's.
final class MachineBench {
    static let glyphs = try? GlyphSource()

    var machine: Machine
    let port = MemoryPort()
    /// Nanoseconds.
    var now: UInt64 = 1_000_000_000
    /// What the machine waits for since the last call.
    private(set) var wait = Machine.Wait()

    init(_ model: PrinterModel = .epson, faults: [PrinterFault] = []) throws {
        let glyphs = try MachineBench.glyphs ?? GlyphSource()
        machine = Machine(model.bounded, faults: faults, glyphs: glyphs, iconv: Iconv())
        machine.ports.append(PortState(port))
    }

    /// The host sends, the printer does what it can at this time.
    func send(_ bytes: [UInt8]) {
        port.coming += bytes
        serve()
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func serve() {
        wait = machine.serve(now: now)
    }

    /// Lets time pass; the printer works as often as it asked to.
    func pass(milliseconds: UInt64) {
        let end = now + milliseconds * 1_000_000
        while now < end {
            now = min(end, max(now + 1, wait.deadline.nanoseconds))
            serve()
        }
    }

    /// A person does something.
    func touch(_ change: (inout Machine, UInt64) -> Void) {
        machine.pump(now: now)
        change(&machine, now)
        machine.pump(now: now)
        serve()
    }

    /// What the host heard since the last call.
    func heard() -> [UInt8] {
        defer { port.heard = [] }
        return port.heard
    }

    /// Sends and takes what the host hears then.
    func ask(_ bytes: [UInt8]) -> [UInt8] {
        _ = heard()
        send(bytes)
        return heard()
    }

    var receipts: [PrintedReceipt] { machine.mechanism.paper.receipts }
    var unfinished: PrintedReceipt? { machine.mechanism.paper.unfinished }
    /// The lines printed and not cut.
    var text: String { unfinished?.text ?? "" }

    static func processID(_ id: String) -> [UInt8] {
        [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30] + Array(id.utf8.prefix(4))
    }

    static func confirmation(_ id: String) -> [UInt8] { [0x37, 0x22] + Array(id.utf8.prefix(4)) + [0x00] }
}
