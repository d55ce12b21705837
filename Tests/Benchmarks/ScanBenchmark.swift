import Counter
import Domain
import HID
import Linux
import Runtime
import Scanners
import Station
import Synchronization
import USB
import USBSimulator

/// From a scan to the subscriber, 100 scans a second in an open loop, over USB/IP from a simulated scanner in this process.
struct ScanBenchmark: Benchmark {
    static let name = "scan"
    static let summary = "scan to subscriber over USB/IP, 100 a second, split at USB and decoding, commit, subscriber"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// What a station does with a reading: recognise it by its profiles and tell the counter.
    private final class Intake: Sendable {
        let reads = ConditionBox<[UInt64]>([])
        private let recogniser: CodeRecogniser
        private let state = Mutex((desk: CodeDesk(window: 1_000, key: [1]), replays: ReplayCache()))

        init() throws {
            let template = try Template("M:<member:digits 1..20>")
            recogniser = CodeRecogniser(profiles: [CodeProfile(name: "code", source: .barcode([]), template: template)])
        }

        func take(_ scan: ScanReading) -> CodeReading? {
            let now = Stopwatch.now
            reads.update { $0.append(now) }
            return Reading(scan).flatMap { reading in
                state.withLock { state in
                    state.desk.take(
                        reading,
                        with: recogniser,
                        at: Instant(milliseconds: Int64(now / 1_000_000)),
                        monotonic: Int64(now / 1_000_000),
                        replays: &state.replays
                    )
                }
            }
        }
    }

    func run() throws -> [Figure] {
        let disk = try SyncBenchmark(surroundings).samples(perSecond: 100)
        let count = surroundings.quick ? 200 : 2_000
        let station = try BenchStation(folder: surroundings.folder)
        defer { station.stop() }
        let server = try USBIPServer()
        let bus = try USBIPBus(host: "127.0.0.1", port: server.port)
        let intake = try Intake()
        guard let layout = KeyboardLayout.named("us") else {
            throw BenchmarkFailure("there is no layout")
        }
        let service = ScannerService(
            bus: bus,
            settings: ScannerSettings(keyboard: KeyboardDecoderSettings(layout: layout)),
            log: Log("bench", sink: LogSink(level: .error) { _ in }),
            report: { report in
                switch report {
                case .connected(let device, let name, _):
                    station.loop.post(.scanner(.connected(device, name: name, place: ScannerPlace())))
                case .read(let device, .scanned(let scan)):
                    if let told = intake.take(scan) {
                        station.loop.post(.scanner(.read(device, told)))
                    }
                default: break
                }
            }
        )
        let threads = [try DeviceThread.start("usb") { bus.run() }, try DeviceThread.start(service)]
        defer {
            service.stop()
            threads[1].join(until: .after(milliseconds: 5_000))
            bus.stop()
            threads[0].join(until: .after(milliseconds: 5_000))
            server.stop()
        }
        let scanner = POSScanner()
        server.plug(scanner.device)
        guard station.waitForCommits(1, milliseconds: 5_000) != nil else {
            throw BenchmarkFailure("the scanner did not come")
        }
        let subscriber = try EventClient(socket: station.socket)
        defer { subscriber.close() }
        var due: [UInt64] = []
        let begin = Stopwatch.now + 20_000_000
        for index in 0..<count {
            let beat = begin + UInt64(index) * 10_000_000
            Stopwatch.sleep(until: beat)
            due.append(beat)
            let code = Array("M:\(600_100_000 + index)".utf8)
            guard scanner.scan(code, whenFull: .wait(until: .after(milliseconds: 1_000))) else {
                throw BenchmarkFailure("the scanner lost a report")
            }
        }
        guard let arrivals = subscriber.wait(for: count, milliseconds: 10_000),
            let commits = station.waitForCommits(count + 1, milliseconds: 10_000)
        else {
            throw BenchmarkFailure("\(subscriber.count) of \(count) scans reached the subscriber")
        }
        let read = intake.reads.withLock { $0 }
        let told = commits.dropFirst().prefix(count).map { $0 }
        func span(_ later: [UInt64], _ earlier: [UInt64]) -> Samples {
            Samples(zip(later, earlier).map { $0 > $1 ? $0 - $1 : 0 })
        }
        return span(arrivals, due).figures("scan → subscriber", p50: .most(1 + disk.milliseconds(0.5)), p99: .most(10))
            + span(read, due).figures("· USB/IP and decoding") + span(told, read).figures("· commit")
            + span(arrivals, told).figures("· subscriber")
            + span(arrivals, read).figures("scan → subscriber, without USB/IP and decoding")
    }
}
