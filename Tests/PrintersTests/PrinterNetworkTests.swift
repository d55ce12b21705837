import Counter
import Domain
import Linux
import Receipts
import Testing

@testable import Printers

@Suite("A printer by TCP", .waiting)
struct PrinterNetworkTests {
    private static let job = PrinterBench.job(1)

    private func accept(
        _ listener: SocketListener,
        _ change: (inout ScriptedPrinter.State) -> Void = { _ in }
    ) throws -> ScriptedPrinter {
        let socket = try #require(try listener.accept(until: .after(milliseconds: 10_000)))
        return try ScriptedPrinter(on: SocketWire(socket: socket), .init(), change)
    }

    @Test("prints, loses its connection in the middle, and prints again")
    func reset() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let bench = try PrinterBench(tcp: listener.port)
        defer { bench.end() }
        let first = try accept(listener)
        bench.print(PrinterBench.order("one"))
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        first.change { $0.pace = 0 }
        bench.print(PrinterBench.order("two", 2))
        #expect(first.wait { $0.buffer.suffix(4) == [0x30, 0x30, 0x30, 0x32] })
        first.unplug()
        #expect(bench.outcome(2) == .unknown(PrinterBench.job(2), problem: "printer-disconnected"))
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        let second = try accept(listener)
        defer { second.unplug() }
        bench.print(PrinterBench.order("three", 3))
        #expect(bench.outcome(3) == .printed(PrinterBench.job(3), by: "process-id"))
        #expect(second.paper == "three\n")
    }

    @Test("a printer that takes no connection is told once and looked for again")
    func refused() throws {
        let closed = try TCPSocket.listen(port: 0)
        let port = closed.port
        closed.close()
        let bench = try PrinterBench(tcp: port)
        defer { bench.end() }
        #expect(bench.see { if case .disconnected(let reason) = $0 { reason.contains("ECONNREFUSED") } else { false } })
        let listener = try TCPSocket.listen(port: port)
        defer { listener.close() }
        let printer = try accept(listener)
        defer { printer.unplug() }
        #expect(bench.connected())
        #expect(bench.all { if case .disconnected = $0 { true } else { false } }.count == 1)
    }

    @Test("a printer that takes every connection and drops it, as one does that serves another, is told once")
    func dropped() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let bench = try PrinterBench(tcp: listener.port)
        defer { bench.end() }
        for _ in 0..<4 {
            let socket = try #require(try listener.accept(until: .after(milliseconds: 10_000)))
            socket.resetOnClose()
            socket.close()
        }
        // The fifth look: what came of the fourth was told.
        let printer = try accept(listener)
        defer { printer.unplug() }
        #expect(bench.connected())
        let told = bench.all { if case .status = $0 { false } else { true } }
        #expect(told.count { if case .connected = $0 { true } else { false } } == 1)
        #expect(told.count { if case .disconnected = $0 { true } else { false } } == 1, "\(told)")
    }

    @Test("a printer out of paper holds the receipt, and goes on where it was")
    func paperEnds() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let bench = try PrinterBench(tcp: listener.port) { $0.confirmMargin = 20_000 }
        defer { bench.end() }
        let printer = try accept(listener)
        defer { printer.unplug() }
        #expect(bench.connected())
        let text = String(repeating: "0123456789abcdef\n", count: 300)
        printer.change { state in
            state.capacity = 1 << 14
            state.paperEndsAt = state.executed + 1_000
        }
        bench.print(PrinterBench.order(.string(text)))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.change { $0.paperEnd = false }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.paper == text + "\n")
    }

    @Test("what the printer says is acknowledged at once: its next answer waits for nothing")
    func acknowledged() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let soon = Deadline.after(milliseconds: 10_000)
        let port = try TCPPrinterPort(host: "127.0.0.1", port: listener.port, until: soon)
        defer { port.close() }
        let printer = try #require(try listener.accept(until: soon))
        defer { printer.close() }
        let wake = try EventFD()
        var acknowledged = 0
        for _ in 0..<100 {
            // Questions and answers in turn, where a kernel by itself acknowledges with the next question or after 40 ms.
            #expect(try port.write([0x10]) == 1)
            #expect(try printer.readExactly(1, until: soon) == [0x10])
            try printer.writeAll([0x12], until: soon)
            #expect(try port.read(until: soon, wake: wake) == [0x12])
            acknowledged += try printer.pendingOutput() == 0 ? 1 : 0
        }
        // The machine may take its time now and then.
        #expect(acknowledged > 50)
    }
}
