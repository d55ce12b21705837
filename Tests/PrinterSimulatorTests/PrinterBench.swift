import Linux
import Testing

@testable import PrinterSimulator

/// A printer and a host on its serial line.
final class PrinterBench {
    let printer: SimulatedPrinter
    let host: SerialPort

    init(
        _ model: PrinterModel = .epson,
        faults: [PrinterFault] = [],
        settings: SerialSettings = SerialSettings()
    ) throws {
        printer = try SimulatedPrinter(model, faults: faults)
        host = try SerialPort(path: try printer.openPseudoTerminal(), settings: settings)
    }

    deinit {
        host.close()
        printer.close()
    }

    /// Writes all of it; fails when the line took it not within ten seconds.
    func send(_ bytes: [UInt8]) throws {
        #expect(try host.write(bytes, until: .after(milliseconds: 10_000)) == bytes.count)
    }

    func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Exactly so many bytes of answers; fewer when they did not come within ten seconds.
    func answer(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let deadline = Deadline.after(milliseconds: 10_000)
        while bytes.count < count, !deadline.isPast {
            bytes += try host.read(upTo: count - bytes.count, until: deadline)
        }
        return bytes
    }

    /// Sends and takes the answer.
    func ask(_ bytes: [UInt8], _ count: Int) throws -> [UInt8] {
        try send(bytes)
        return try answer(count)
    }
}
