import Configuration
import CoreLink
import CoreSimulator
import Counter
import Domain
import Foundation
import HID
import Imaging
import Journal
import Linux
import Receipts
import Runtime
import Scanners
import USB

@testable import Station

/// A whole station without devices: real journal, real loop, real core over HTTP. It can be killed and started again.
final class StationBench {
    static let lane = LaneName("1")!
    static let reader = DeviceID(kind: .reader, topology: "ACS ACR1252")
    static let scanner = DeviceID(kind: .scanner, topology: "/dev/ttyACM0")

    let folder: String
    let core: CoreSimulator
    private(set) var loop: StationLoop?
    private(set) var reader: JournalReader?
    private(set) var access: StationAccess?
    private var writer: JournalWriter?
    private var link: CoreLink?
    private(set) var scanners: StationScanners?
    /// What the scanners' configuration says; `start` takes it, `configure` changes it.
    var settings = Settings(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere"))
    /// The USB bus that stands for this machine's; none without one.
    var bus: (any USBBus)?
    /// Everything the log got to write.
    let logged = ConditionBox<[UInt8]>([])
    private var threads: [DeviceThread] = []
    let messages = ConditionBox<[JSONValue]>([])
    var policy = Policy()
    /// Of every printer, from the next start on.
    var printerProfile = "generic-cn"
    let templates = TemplateShelf()
    var replayPauses: [Int64] = [50, 100]

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/countertop-station-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        core = try CoreSimulator(databasePath: folder + "/core.sqlite")
        try core.start()
        try core.books.add(CoreMember(id: "M1", name: "张三", tier: "gold", balance: 10_000), cards: [("member", "6001")])
    }

    var journalPath: String { folder + "/journal.sqlite" }

    func start() throws {
        let clock = StationClock.system
        let epoch = clock.random().map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        let journal = try JournalFile.open(path: journalPath, freshEpoch: epoch, now: clock.wall())
        let writer = JournalWriter(journal: journal, hasCore: true, wall: clock.wall)
        let reader = try JournalReader(path: journalPath)
        let board = StationBoard()
        let logged = logged
        let sink = LogSink(level: .debug) { line in logged.update { $0 += line } }
        let ports = StationPorts(log: Log("station", sink: sink))
        let loop = StationLoop(
            writer: writer,
            reader: reader,
            clock: clock,
            board: board,
            ports: ports,
            onFatal: { _ in }
        )
        let linkReader = try JournalReader(path: journalPath)
        var settings = CoreLinkSettings(url: core.url, station: "s1", connectTimeout: 500, totalTimeout: 1_000)
        settings.hotlistInterval = 200
        settings.readsMemberKeys = true
        let link = CoreLink(settings: settings, journal: linkReader, wall: clock.wall) { answer in
            loop.post(.core(answer))
        }
        ports.plug(core: link)
        let counterSettings = counterSettings
        let profile = printerProfile
        access = StationAccess(
            settings: counterSettings,
            journal: reader,
            loop: loop,
            previews: StationPreviews(templates: templates, glyphs: GlyphOpener()) { _ in
                PrinterProfile.named(profile)
            },
            clock: clock,
            metrics: { StationMetrics.text(board: board, journal: reader) }
        )
        let messages = messages
        _ = board.subscribe(wake: {}, message: { _, message in messages.update { $0.append(message) } })
        self.writer = writer
        self.reader = reader
        self.loop = loop
        self.link = link
        threads = [
            try DeviceThread.start(writer),
            try DeviceThread.start("station") { try? loop.run(settings: counterSettings) },
            try DeviceThread.start(link),
        ]
        loop.post(.reader(.connected(Self.reader, name: "ACS ACR1252")))
        let bus = bus
        let scanners = StationScanners(
            clock: clock,
            accepted: try reader.snapshot().acceptedCodes,
            keys: try reader.memberKeys(),
            log: Log("scanners", sink: sink),
            connect: { _ throws(USBError) in
                guard let bus else {
                    throw USBError(call: "connect", code: .noDevice)
                }
                return bus
            },
            post: { loop.post($0) }
        )
        ports.plug(scanners: scanners)
        scanners.apply(self.settings)
        self.scanners = scanners
    }

    private var counterSettings: CounterSettings {
        var timing = Timing()
        timing.replayPauses = replayPauses
        var made = settings.counterSettings(zoneOffset: 0)
        made.station = "s1"
        made.policy = policy
        made.timing = timing
        made.hasCore = true
        return made
    }

    /// Takes changed settings as a reload does.
    func configure() {
        scanners?.apply(settings)
        loop?.post(.settings(counterSettings))
    }

    /// Something is scanned or swiped on a device that needs no bus.
    func read(_ reading: ScannerReading, on device: DeviceID = StationBench.scanner) {
        scanners?.intake.take(reading, from: device)
    }

    /// What a scanner on a serial line sends.
    func scan(_ text: String, on device: DeviceID = StationBench.scanner) {
        read(.received(SensitiveBytes(text.utf8)), on: device)
    }

    /// The journal's events of a type.
    func events(_ type: String) throws -> [CounterEvent] {
        guard let reader else {
            return []
        }
        return try reader.events(after: reader.oldestCursor(), filter: EventFilter(type: type), limit: 20_000).entries
            .map(\.event)
    }

    /// Ends the station in good order.
    func stop() {
        scanners?.stop()
        link?.stop()
        loop?.stop()
        threads.last?.join(until: .after(milliseconds: 10_000))
        threads.dropFirst().first?.join(until: .after(milliseconds: 10_000))
        writer?.stop()
        threads.first?.join(until: .after(milliseconds: 10_000))
        reader?.close()
        (loop, reader, writer, link, access, scanners) = (nil, nil, nil, nil, nil, nil)
        threads = []
    }

    func end() {
        stop()
        core.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    func tap(_ card: String = "6001") {
        let credential = Credential(scheme: "member", value: card, assurance: .static)
        loop?.post(.reader(.removed(Self.reader)))
        loop?.post(
            .reader(.presented(Self.reader, fingerprint: UUID().uuidString, .member(credential, profile: "test")))
        )
    }

    /// Sends a command and waits for what the till hears.
    func till(_ command: TillCommand, key: String = UUID().uuidString, hash: [UInt8] = [1]) -> Result<
        TillReply, Problem
    > {
        let box = ConditionBox<Result<TillReply, Problem>?>(nil)
        access?.submit(command, from: TillCaller(till: "uid:0", key: key, requestHash: hash)) { result in
            box.update { $0 = result }
        }
        return box.wait(until: .after(milliseconds: 10_000)) { $0 } ?? .failure(Problem("commit-timeout"))
    }

    func recharge(_ amount: Int64, key: String = UUID().uuidString) throws -> EntityID {
        let request = OperationRequest(
            kind: .recharge,
            amount: Money(fen: amount),
            presented: .entered(scheme: "member", value: "6001")
        )
        guard case .operation(let operation, _) = try till(.begin(lane: Self.lane, request: request), key: key).get()
        else {
            throw Problem("internal-error")
        }
        return operation.id
    }

    /// Waits until `check` gives something, looking after every commit.
    func wait<Result>(_ check: () throws -> Result?) throws -> Result? {
        let deadline = Deadline.after(milliseconds: 60_000)
        let changed = ConditionBox(0)
        let subscription = access?.subscribe(wake: { changed.update { $0 += 1 } }, message: { _, _ in })
        defer {
            if let subscription {
                access?.unsubscribe(subscription)
            }
        }
        var seen = -1
        while !deadline.isPast {
            if let result = try check() {
                return result
            }
            let known = seen
            seen = changed.wait(until: .after(milliseconds: 500)) { $0 > known ? $0 : nil } ?? known
        }
        return nil
    }

    func state(of id: EntityID, is wanted: Domain.Operation.State) throws -> Bool {
        try wait { try reader?.operation(id)?.state == wanted ? true : nil } ?? false
    }
}
