import Domain
import HTTPClient
import Linux
import PrinterSimulator
import Runtime

/// A printer on a serial line of its own, seen from its end and from a till's: `countertopd` is a process, as in a shop.
struct PrinterBenchmark: Benchmark {
    static let name = "printer"
    static let summary =
        "receipt asked for to first byte, cover and paper to event, first probe after SIGKILL, over a pty"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let printer = try SimulatedPrinter(.epson.at(.realTime))
        defer { printer.close() }
        let line = try printer.openPseudoTerminal()
        let devices = """
            printer: { serial: "\(line)", baud: 115200, flow: "xon-xoff", profile: "TM-T88V" }
            """
        let rounds = surroundings.quick ? 3 : 20
        var daemon = try start(devices)
        defer { daemon.stop() }
        var firstBytes: [UInt64] = []
        var told: [UInt64] = []
        try settle(printer)
        let till = HTTPClient()
        defer { till.close() }
        for number in 1...rounds * 2 {
            firstBytes.append(try firstByte(of: printer, receipt: number, till: till, socket: daemon.socket))
            try settle(printer, receipts: number)
        }
        let subscriber = try EventClient(socket: daemon.socket)
        defer { subscriber.close() }
        // More than four events of a sensor in a minute would be held back.
        for _ in 0..<2 {
            told.append(try event(subscriber, printer) { $0.openCover() })
            told.append(try event(subscriber, printer) { $0.closeCover() })
            told.append(try event(subscriber, printer) { $0.removePaper() })
            told.append(try event(subscriber, printer) { $0.loadPaper() })
        }
        var probes: [UInt64] = []
        for _ in 0..<rounds / 2 {
            daemon.kill()
            let before = printer.status.receivedBytes
            let begin = Stopwatch.now
            let arrival = try Arrival(at: printer, after: before)
            daemon = try start(devices)
            probes.append(try arrival.time() - begin)
            try settle(printer)
        }
        return Samples(firstBytes).figures("receipt → first byte at the printer", p50: .most(20))
            + Samples(told).figures("printer's status → subscriber", p50: .most(50))
            + [
                Figure(
                    "first probe of the printer after SIGKILL, worst",
                    Samples(probes).milliseconds(1),
                    .milliseconds,
                    budget: .most(1_000)
                )
            ]
    }

    /// Waits at the printer's end, on a thread of its own, for the first byte after those there were.
    private final class Arrival: Sendable {
        private let seen = ConditionBox<UInt64?>(nil)
        private let thread: DeviceThread

        init(at printer: SimulatedPrinter, after bytes: Int) throws {
            let seen = seen
            let began = ConditionBox(false)
            thread = try DeviceThread.start("arrival") {
                began.update { $0 = true }
                if printer.wait(milliseconds: 20_000, until: { $0.receivedBytes > bytes }) {
                    let now = Stopwatch.now
                    seen.update { $0 = now }
                }
            }
            _ = began.wait(until: .after(milliseconds: 5_000)) { $0 ? true : nil }
        }

        func time() throws -> UInt64 {
            guard let time = seen.wait(until: .after(milliseconds: 20_000), for: { $0 }) else {
                throw BenchmarkFailure("nothing came to the printer")
            }
            thread.join(until: .after(milliseconds: 5_000))
            return time
        }
    }

    private func start(_ devices: String) throws -> Daemon {
        try Daemon(programs: surroundings.programs, folder: surroundings.folder, devices: devices)
    }

    private func firstByte(
        of printer: SimulatedPrinter,
        receipt number: Int,
        till: HTTPClient,
        socket: String
    ) throws -> UInt64 {
        let document: JSONValue = ["kind": "note", "messages": [.string("Nr. \(number)")]]
        var request = HTTPClientRequest(method: "POST", url: "http://localhost/v1/lanes/1/receipts")
        request.unixSocketPath = socket
        request.headers = [
            .init("Content-Type", "application/json"), .init("Idempotency-Key", "benchmark-receipt-\(number)"),
        ]
        request.body = JSONWriter.write(document)
        let arrival = try Arrival(at: printer, after: printer.status.receivedBytes)
        let begin = Stopwatch.now
        let answer = try till.send(request)
        guard answer.status == 202 else {
            throw BenchmarkFailure("a receipt is refused: \(String(decoding: answer.body, as: UTF8.self))")
        }
        return try arrival.time() - begin
    }

    /// From what somebody does to the printer until the next event reaches the subscriber.
    private func event(
        _ subscriber: EventClient,
        _ printer: SimulatedPrinter,
        _ change: (SimulatedPrinter) -> Void
    ) throws -> UInt64 {
        let before = subscriber.count
        let begin = Stopwatch.now
        change(printer)
        guard let arrivals = subscriber.wait(for: before + 1, milliseconds: 10_000) else {
            throw BenchmarkFailure("the subscriber hears nothing of the printer")
        }
        _ = printer.wait(milliseconds: 500) { _ in false }
        return arrivals[before] - begin
    }

    /// Waits until the printer has printed so many receipts and has heard nothing new for a while.
    private func settle(_ printer: SimulatedPrinter, receipts: Int = 0) throws {
        guard printer.waitForReceipts(receipts, milliseconds: 20_000) != nil else {
            throw BenchmarkFailure("the receipt does not come out")
        }
        var heard = -1
        while printer.status.receivedBytes != heard || heard == 0 {
            heard = printer.status.receivedBytes
            _ = printer.wait(milliseconds: 500) { _ in false }
        }
    }
}
