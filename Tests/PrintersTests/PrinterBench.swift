import Counter
import Domain
import Foundation
import Linux
import Printers
import Receipts
import Runtime

/// A printer on a line, its owner, and everything the owner reports.
final class PrinterBench {
    let reports = ConditionBox<[PrinterReport]>([])
    let owner: PrinterOwner
    private let folder: String
    private let thread: DeviceThread

    /// The device path the owner opens; a line appears under it by `plug`.
    var path: String { folder + "/printer" }

    /// Short limits, so that a silence is over soon.
    static var timing: PrinterTiming {
        var timing = PrinterTiming()
        timing.serialRetry = 50
        timing.tcpRetryLimit = 100
        timing.answer = 1_000
        timing.patientAnswer = 600
        timing.clear = 300
        timing.poll = 100
        // A simulated printer on a busy machine may be silent for as long as a real one that is switched off and on.
        timing.watch = 60_000
        timing.waitPoll = 50
        timing.blindProbe = 300
        timing.quiet = 30
        timing.holdNotice = 150
        timing.unexplained = 600
        timing.stall = 1_000
        timing.hold = 1_000
        timing.powerSign = 300
        timing.confirmMargin = 300
        timing.resumeListen = 200
        timing.flushLimit = 400
        timing.deadLine = 1_000
        timing.stopGrace = 300
        return timing
    }

    init(
        dialect: PrinterDialect = .escpos,
        answers: Bool = true,
        flow: SerialSettings.FlowControl = .xonXoff,
        baud: Int = 921_600,
        interrupted: Bool = false,
        brokenOff: JSONValue? = nil,
        known: [JSONValue] = [],
        tcp: UInt16? = nil,
        file: String? = nil,
        port other: PrinterSettings.Port? = nil,
        printSpeed: Int = 2_000,
        pictures: [String: [UInt8]] = [:],
        cuts: Bool = false,
        _ change: (inout PrinterTiming) -> Void = { _ in }
    ) throws {
        // A connection that was cut off must not end the process.
        Signals.block([SIGPIPE])
        folder = NSTemporaryDirectory() + "printers-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var timing = Self.timing
        change(&timing)
        let port: PrinterSettings.Port =
            if let other {
                other
            } else if let tcp {
                .tcp(host: "127.0.0.1", port: tcp)
            } else if let file {
                .file(path: folder + "/" + file)
            } else {
                .serial(path: folder + "/printer", baud: baud, flow: flow)
            }
        let reports = reports
        owner = try PrinterOwner(
            settings: PrinterSettings(
                port: port,
                dialect: dialect,
                answers: answers,
                printSpeed: printSpeed,
                timing: timing
            ),
            remains: PrinterRemains(
                of: nil,
                by: (interrupted ? [Self.earlier(.printing)] : [])
                    + (brokenOff.map { [Self.earlier(.unknown, $0)] } ?? [])
            ),
            known: known,
            log: Log("test", sink: LogSink(level: .error) { _ in }),
            encode: { order throws(Problem) in
                guard let text = order.document.stringValue else {
                    throw Problem("invalid-request")
                }
                guard dialect == .escpos else {
                    return pictures[text] ?? StarReceipt.bytes(text, dialect)
                }
                return PrinterRequest.initialise + (pictures[text] ?? Array(text.utf8))
                    + (cuts ? [0x0A, 0x1D, 0x56, 0x42, 0x00] : [0x0A])
            },
            report: { report in reports.update { $0.append(report) } }
        )
        thread = try DeviceThread.start(owner)
    }

    /// Stops the owner; false when it did not end.
    @discardableResult
    func end() -> Bool {
        owner.stop()
        let hasEnded = thread.join(until: .after(milliseconds: 30_000))
        try? FileManager.default.removeItem(atPath: folder)
        return hasEnded
    }

    /// Lays a serial line with a printer under the path the owner opens.
    func plug(
        _ abilities: ScriptedPrinter.Abilities = .init(),
        _ change: (inout ScriptedPrinter.State) -> Void = { _ in }
    ) throws -> ScriptedPrinter {
        let line = try PseudoTerminal()
        let printer = try ScriptedPrinter(on: SerialWire(line: line), abilities, change)
        try lay(line.path)
        return printer
    }

    func lay(_ device: String) throws {
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: device)
    }

    func contents(of file: String) -> [UInt8] {
        FileManager.default.contents(atPath: folder + "/" + file).map { Array($0) } ?? []
    }

    // MARK: orders and reports

    /// An order whose paper says `text`.
    static func order(_ text: JSONValue, _ number: Int = 1, resume: Bool = false) -> PrintOrder {
        PrintOrder(
            job: job(number),
            document: text,
            copy: false,
            processID: PrinterCounter.processID(number),
            resume: resume
        )
    }

    /// A receipt of an earlier life, which had begun it.
    static func earlier(_ state: ReceiptJob.State, _ document: JSONValue = .null) -> ReceiptJob {
        var job = ReceiptJob(
            id: job(1),
            lane: LaneName("1")!,
            operation: nil,
            copyOf: nil,
            document: document,
            created: Instant(milliseconds: 0),
            printer: nil
        )
        job.processID = PrinterCounter.processID(1)
        job.state = state
        return job
    }

    static func job(_ number: Int) -> EntityID {
        let digits = String(number)
        return EntityID("01970000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits)!
    }

    /// Hands the order over when the printer is connected, as the counter does.
    func print(_ order: PrintOrder) {
        _ = reports.wait(until: .after(milliseconds: 30_000)) { list -> Bool? in
            for report in list.reversed() {
                switch report {
                case .connected: return true
                case .disconnected: return nil
                default: continue
                }
            }
            return nil
        }
        owner.print(order)
    }

    /// Waits until a report fits.
    func see(_ seconds: Int = 30, _ fits: (PrinterReport) -> Bool) -> Bool {
        reports.wait(until: .after(milliseconds: seconds * 1_000)) { $0.contains(where: fits) ? true : nil } ?? false
    }

    /// Waits until the owner has said what it found.
    func connected() -> Bool {
        see { if case .connected(let abilities) = $0 { abilities["confirmation"] != .null } else { false } }
    }

    /// What the printer was found to be able to, each time it was found out.
    var abilities: [JSONValue] {
        reports.withLock { $0 }.compactMap { report in
            guard case .connected(let abilities) = report, abilities["confirmation"] != .null else {
                return nil
            }
            return abilities
        }
    }

    /// Waits until the job has ended; how it did.
    func outcome(_ number: Int = 1, _ seconds: Int = 30) -> PrinterReport? {
        reports.wait(until: .after(milliseconds: seconds * 1_000)) { $0.first { Self.ends($0, Self.job(number)) } }
    }

    func all(_ fits: (PrinterReport) -> Bool) -> [PrinterReport] { reports.withLock { $0.filter(fits) } }

    private static func ends(_ report: PrinterReport, _ job: EntityID) -> Bool {
        switch report {
        case .printed(job, _), .unknown(job, _), .refused(job, _), .failed(job, _): true
        default: false
        }
    }
}
