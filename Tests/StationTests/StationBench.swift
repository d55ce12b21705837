import CoreLink
import CoreSimulator
import Counter
import Domain
import Foundation
import Journal
import Linux
import Runtime
import Station

/// A whole station without devices: real journal, real loop, real core over HTTP. It can be killed and started again.
final class StationBench {
    static let lane = LaneName("1")!
    static let reader = DeviceID(kind: .reader, topology: "ACS ACR1252")

    let folder: String
    let core: CoreSimulator
    private(set) var loop: StationLoop?
    private(set) var reader: JournalReader?
    private(set) var access: StationAccess?
    private var writer: JournalWriter?
    private var link: CoreLink?
    private var threads: [DeviceThread] = []
    let messages = ConditionBox<[JSONValue]>([])
    var policy = Policy()

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
        let ports = StationPorts(log: Log("station", sink: LogSink(level: .error) { _ in }))
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
        let link = CoreLink(settings: settings, journal: linkReader, wall: clock.wall) { answer in
            loop.post(.core(answer))
        }
        ports.plug(core: link)
        var timing = Timing()
        timing.replayPauses = [50, 100]
        let counterSettings = CounterSettings(
            station: "s1",
            lanes: [LaneSettings(name: Self.lane)],
            policy: policy,
            timing: timing,
            hasCore: true
        )
        access = StationAccess(
            settings: counterSettings,
            journal: reader,
            loop: loop,
            render: { _, _ throws(Problem) in [] },
            metrics: { "" }
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
    }

    /// Ends the station in good order.
    func stop() {
        link?.stop()
        loop?.stop()
        threads.last?.join(until: .after(milliseconds: 10_000))
        threads.dropFirst().first?.join(until: .after(milliseconds: 10_000))
        writer?.stop()
        threads.first?.join(until: .after(milliseconds: 10_000))
        reader?.close()
        (loop, reader, writer, link, access) = (nil, nil, nil, nil, nil)
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
