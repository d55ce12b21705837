import Glibc
import Linux
import Synchronization
import Testing

@testable import Printers

@Suite("A printer's serial line", .waiting)
struct SerialPrinterPortTests {
    /// Whether the printer holds DSR up.
    private final class Lead: Sendable {
        let isUp = Atomic(true)
    }

    @Test(
        "takes every speed with every handshake",
        arguments: SerialSettings.bauds,
        SerialSettings.FlowControl.allCases
    )
    func speeds(baud: Int, flow: SerialSettings.FlowControl) throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let port = try SerialPrinterPort(path: line.path, baud: baud, flow: flow) { _ in true }
        defer { port.close() }
        // DSR is the writer's business, not the driver's.
        let set = try line.settings()
        #expect(set.baud == baud)
        #expect(set.flow == (flow == .dtrDsr ? .none : flow))
        #expect(try port.write([0x10, 0x04, 0x01]) == 3)
        #expect(try line.read(upTo: 10, until: .after(milliseconds: 5_000)) == [0x10, 0x04, 0x01])
    }

    @Test("sends a little at a time while DSR is up, nothing while it is down, and a question past it")
    func dataSetReady() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let lead = Lead()
        let port = try SerialPrinterPort(path: line.path, baud: 921_600, flow: .dtrDsr) { _ in
            lead.isUp.load(ordering: .relaxed)
        }
        defer { port.close() }
        let bytes = (0..<200).map { UInt8($0) }
        var sent = try port.write(bytes[...])
        #expect((1...SerialPrinterPort.mostUnguarded).contains(sent))
        lead.isUp.store(false, ordering: .relaxed)
        let arrived = try line.read(upTo: 1_000, until: .after(milliseconds: 5_000)) ?? []
        #expect(arrived == Array(bytes.prefix(sent)))
        #expect(try port.write(bytes[sent...]) == 0)
        // Real-time requests are heard in spite of BUSY.
        try port.setHandshake(false)
        let limit = Deadline.after(milliseconds: 5_000)
        while try port.pendingOutput() > 0, !limit.isPast {}
        #expect(try port.write([0x10, 0x04, 0x02]) == 3)
        try port.setHandshake(true)
        #expect(try line.read(upTo: 1_000, until: limit) == [0x10, 0x04, 0x02])
        #expect(try port.write(bytes[sent...]) == 0)
        lead.isUp.store(true, ordering: .relaxed)
        var rest: [UInt8] = []
        while rest.count < bytes.count - arrived.count, !limit.isPast {
            let taken = try port.write(bytes[sent...].prefix(1_000))
            #expect(taken <= SerialPrinterPort.mostUnguarded)
            sent += taken
            rest += try line.read(upTo: 1_000, until: .now) ?? []
        }
        #expect(arrived + rest == bytes)
    }

    @Test("without a DSR line is refused where DSR was asked for")
    func noLine() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let error = #expect(throws: LinuxError.self) {
            try SerialPrinterPort(path: line.path, baud: 9_600, flow: .dtrDsr)
        }
        #expect(error?.errno == ENOTTY)
        // Nothing of the attempt keeps the line.
        try SerialPrinterPort(path: line.path, baud: 9_600, flow: .none).close()
    }
}
