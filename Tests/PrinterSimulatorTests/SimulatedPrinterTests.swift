import Linux
import PrinterSimulator
import Testing

@Suite("A simulated printer")
struct SimulatedPrinterTests {
    @Test("prints what a host writes to its serial line and cuts it")
    func prints() throws {
        let bench = try PrinterBench()
        try bench.send([0x1C, 0x2E] + Array("Hello\n".utf8) + [0x1C, 0x26, 0xBC, 0xD3, 0xD3, 0xCD, 0x0A])
        try bench.send([0x1D, 0x56, 0x42, 0x00])
        let receipts = try #require(bench.printer.waitForReceipts(1))
        #expect(receipts.map(\.text) == ["Hello\n加油\n"])
        #expect(bench.printer.unknownBytes.isEmpty)
    }

    @Test("confirms a process only when its data is on paper, and keeps the rest while there is none")
    func confirms() throws {
        let bench = try PrinterBench()
        bench.printer.removePaper()
        try bench.send(Array("a\n".utf8) + [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, 0x30, 0x30, 0x34, 0x31])
        #expect(try bench.host.read(upTo: 1, until: .after(milliseconds: 50)).isEmpty)
        #expect(bench.printer.unfinished == nil)
        bench.printer.loadPaper()
        #expect(try bench.answer(7) == [0x37, 0x22, 0x30, 0x30, 0x34, 0x31, 0x00])
        #expect(bench.printer.unfinished?.text == "a\n")
    }
}
