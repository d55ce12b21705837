import Linux
import Testing

@testable import Printers

@Suite("A line to a printer", .waiting)
struct PrinterLinkTests {
    /// A line that takes so many bytes and never says a word.
    private final class DeadPort: PrinterPort {
        var room: Int
        var pending: Int

        init(room: Int, pending: Int) {
            self.room = room
            self.pending = pending
        }

        func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
            _ = try Poll.wait(wake.descriptor, for: .readable, until: deadline)
            return []
        }

        func write(_ bytes: ArraySlice<UInt8>) -> Int {
            defer { room -= min(room, bytes.count) }
            return min(room, bytes.count)
        }

        func pendingOutput() -> Int { pending }
        func setHandshake(_ on: Bool) {}
        func close() {}
    }

    private func link(room: Int, pending: Int) throws -> PrinterLink {
        var timing = PrinterTiming()
        timing.answer = 10
        timing.deadLine = 50
        return PrinterLink(
            port: DeadPort(room: room, pending: pending),
            orders: try OrderQueue(),
            timing: timing,
            breath: 1
        )
    }

    @Test("a line whose other end takes nothing for long is given up")
    func dead() throws {
        let link = try link(room: .max, pending: 3)
        let limit = Deadline.after(milliseconds: 10_000)
        var end: LinkEnd?
        while end == nil, !limit.isPast {
            do throws(LinkEnd) {
                #expect(try link.askStatus() == nil)
            } catch {
                end = error
            }
        }
        guard case .lost(let error)? = end else {
            Issue.record("it was not given up")
            return
        }
        #expect(error.isTimeout)
    }

    @Test("a line that takes everything and answers nothing is silent, not dead")
    func silent() throws {
        let link = try link(room: .max, pending: 0)
        for _ in 0..<20 {
            #expect(try link.askStatus() == nil)
        }
        #expect(!link.isTorn && !link.hasAnswered)
    }

    @Test("a request that was cut off is remembered until the printer was flushed", arguments: [(0, false), (1, true)])
    func torn(room: Int, isTorn: Bool) throws {
        let link = try link(room: room, pending: 0)
        #expect(try link.put([0x10, 0x04, 0x01], until: .after(milliseconds: 10)) == false)
        #expect(link.isTorn == isTorn)
        link.forgetTear()
        #expect(!link.isTorn)
    }

    @Test("no more bytes are on their way than a printer that says BUSY has room for")
    func fewPending() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        // So slow that nothing has left before the next look.
        let port = try SerialPrinterPort(path: line.path, baud: 1_200, flow: .none)
        defer { port.close() }
        let bytes = [UInt8](repeating: 0x55, count: 1_000)
        #expect(try port.write(bytes[...]) == SerialPrinterPort.mostPending)
        #expect(try port.pendingOutput() > 0)
        #expect(try port.write(bytes[...]) < SerialPrinterPort.mostPending)
        #expect(try port.pendingOutput() <= SerialPrinterPort.mostPending)
    }
}
