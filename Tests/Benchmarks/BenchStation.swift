import Counter
import Domain
import Imaging
import Journal
import Linux
import LocalAPI
import Receipts
import Runtime
import Station

/// A station in this process: real journal with `synchronous=FULL`, real loop, real socket; no core and no devices.
final class BenchStation: Sendable {
    let loop: StationLoop
    let socket: String
    /// When each commit that wrote something was told, in order.
    let commits = ConditionBox<[UInt64]>([])
    private let writer: JournalWriter
    private let readers: [JournalReader]
    private let api: LocalAPI
    private let threads: [DeviceThread]

    init(folder: String, lanes: Int = 1) throws {
        let clock = StationClock.system
        let path = folder + "/journal.sqlite"
        socket = folder + "/api.sock"
        let journal = try JournalFile.open(path: path, freshEpoch: "00112233445566aa", now: clock.wall())
        writer = JournalWriter(journal: journal, hasCore: false, wall: clock.wall)
        readers = [try JournalReader(path: path), try JournalReader(path: path, tail: writer.tail)]
        let board = StationBoard()
        let ports = StationPorts(log: Log("bench", sink: LogSink(level: .error) { _ in }))
        let loop = StationLoop(
            writer: writer,
            reader: readers[0],
            clock: clock,
            board: board,
            ports: ports,
            onFatal: { _ in }
        )
        self.loop = loop
        let settings = CounterSettings(
            station: "bench",
            lanes: (1...lanes).map { number in
                LaneSettings(name: LaneName(String(number))!, readers: lanes == 1 ? ["*"] : ["*\(number)"])
            },
            hasCore: false
        )
        let commits = commits
        _ = board.subscribe(
            wake: {
                let now = Stopwatch.now
                commits.update { $0.append(now) }
            },
            message: { _, _ in }
        )
        threads = [
            try DeviceThread.start(writer),
            try DeviceThread.start("station") { try? loop.run(settings: settings) },
        ]
        let access = StationAccess(
            settings: settings,
            journal: readers[1],
            loop: loop,
            previews: StationPreviews(glyphs: GlyphOpener()) { _ in PrinterProfile.named("generic-cn") },
            clock: .system,
            metrics: { "" }
        )
        api = try LocalAPI(access: access, settings: LocalAPISettings(socket: socket, ownUser: UserGroups.ownUser))
    }

    func waitForCommits(_ count: Int, milliseconds: Int) -> [UInt64]? {
        commits.wait(until: .after(milliseconds: milliseconds)) { $0.count >= count ? $0 : nil }
    }

    func stop() {
        api.stop()
        loop.stop()
        threads[1].join(until: .after(milliseconds: 10_000))
        writer.stop()
        threads[0].join(until: .after(milliseconds: 10_000))
        readers.forEach { $0.close() }
    }
}
