import Counter
import Domain
import Linux
import Runtime
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
            breath: 1,
            driver: ESCPOSDriver(timing: timing)
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

    @Test(
        "a receipt of which the line took not one byte is refused, one that began is unknown",
        arguments: [
            (0, PrinterReport.refused(PrinterBench.job(1), problem: "printer-unknown"), 0),
            (1, .unknown(PrinterBench.job(1), problem: "printer-unknown"), 8_192),
        ]
    )
    func notOneByte(room: Int, end: PrinterReport, flush: Int) throws {
        var timing = PrinterTiming()
        timing.hold = 50
        let orders = try OrderQueue()
        let session = PrinterSession(
            link: PrinterLink(
                port: DeadPort(room: room, pending: 0),
                orders: orders,
                timing: timing,
                breath: 1,
                driver: ESCPOSDriver(timing: timing)
            ),
            settings: PrinterSettings(port: .tcp(host: "192.0.2.1", port: 9_100), timing: timing),
            orders: orders,
            memory: PrinterMemory(),
            log: Log("test", sink: LogSink(level: .error) { _ in }),
            encode: { _ in [] },
            report: { _ in }
        )
        session.abilities = PrinterAbilities()
        #expect(try session.send([1, 2, 3], of: PrinterBench.order("three")) == end)
        #expect(session.memory.flushBytes == flush)
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
