import CardReaders
import Cards
import Configuration
import CoreLink
import Counter
import Domain
import HID
import Imaging
import Journal
import Linux
import LocalAPI
import Runtime

/// A whole station at work: what `countertopd` runs.
public final class RunningStation: Sendable {
    private let loop: StationLoop
    private let writer: JournalWriter
    private let readers: [JournalReader]
    private let link: CoreLink?
    private let cards: CardReaderService
    private let scanners: StationScanners
    private let printers: StationPrinters
    private let templates: TemplateShelf
    private let api: LocalAPI
    private let recogniser: RecogniserBox
    private let writerThread: DeviceThread
    private let loopThread: DeviceThread
    private let deviceThreads: [DeviceThread]
    /// Among so many is the last one that a printer has begun.
    private static let newestReceipts = 100
    /// What was found when the journal was opened, for the log.
    public let findings: [String]

    /// The TCP port of the API; nil without TCP.
    public var port: UInt16? { api.port }

    /// Opens the journal, begins every service and returns when a tap would be taken.
    ///
    /// `onFatal` is called once when the journal cannot be written any more; the process must then end (D8).
    public init(
        settings: Settings,
        clock: StationClock = .system,
        log: Log = Log("station"),
        onFatal: @escaping @Sendable (String) -> Void
    ) throws(StationError) {
        try StationFolders.make(for: settings)
        let token = try StationSecrets.token(settings.api.tokenFile, required: settings.api.port != nil)
        let coreToken = try StationSecrets.token(settings.core?.tokenFile, required: settings.core?.tokenFile != nil)
        let opened = try StationJournal.open(settings.journal, clock: clock)
        findings = StationJournal.findings(opened)
        writer = JournalWriter(journal: opened, hasCore: settings.core != nil, wall: clock.wall)
        do {
            writerThread = try DeviceThread.start(writer)
            readers = [
                try JournalReader(path: settings.journal), try JournalReader(path: settings.journal),
                try JournalReader(path: settings.journal, tail: writer.tail),
            ]
            let board = StationBoard()
            let ports = StationPorts(log: log)
            let loop = StationLoop(
                writer: writer,
                reader: readers[0],
                clock: clock,
                board: board,
                ports: ports,
                onFatal: onFatal
            )
            self.loop = loop
            let before = try readers[0].snapshot()
            let receipts = try before.openJobs + readers[0].receiptJobs(state: nil, limit: Self.newestReceipts)
            let counterSettings = settings.counterSettings(zoneOffset: Self.zoneOffset(clock))
            loopThread = try DeviceThread.start("station") {
                do throws(Problem) {
                    try loop.run(settings: counterSettings)
                } catch {
                    onFatal(error.description)
                }
            }
            var devices: [DeviceThread] = []
            link = Self.link(settings, token: coreToken, journal: readers[1], clock: clock, loop: loop)
            if let link {
                ports.plug(core: link)
                devices.append(try DeviceThread.start(link))
            }
            let recogniser = RecogniserBox(profiles: settings.cards)
            self.recogniser = recogniser
            let sams = settings.lanes.flatMap { $0.readers.compactMap(\.sam) }
            cards = CardReaderService(
                settings: CardReaderSettings(isCustomerSlot: { name in
                    !name.uppercased().contains("SAM") && !sams.contains { Wildcard.matches($0, name) }
                }),
                recogniser: { recogniser.value },
                report: { loop.post(.reader($0)) }
            )
            devices.append(try DeviceThread.start(cards))
            deviceThreads = devices
            let scanners = StationScanners(
                clock: clock,
                accepted: before.acceptedCodes,
                keys: try readers[0].memberKeys()
            ) { loop.post($0) }
            self.scanners = scanners
            ports.plug(scanners: scanners)
            scanners.apply(settings)
            let templates = TemplateShelf(settings.templates)
            self.templates = templates
            let glyphs = GlyphOpener()
            let printers = StationPrinters(ports: ports, log: log, templates: templates, glyphs: glyphs) {
                loop.post(.printer($0, $1))
            }
            self.printers = printers
            printers.apply(settings.lanes, receipts: receipts, known: before.printerKnowledge)
            let previews = StationPreviews(templates: templates, glyphs: glyphs) { printers.profile(of: $0) }
            let reader = readers[2]
            let access = StationAccess(
                settings: counterSettings,
                journal: reader,
                loop: loop,
                previews: previews,
                clock: clock,
                metrics: { StationMetrics.text(board: board, journal: reader) }
            )
            api = try LocalAPI(
                access: access,
                settings: LocalAPISettings(
                    socket: settings.api.socket,
                    tillGroup: UserGroups.id(of: "countertop-till"),
                    adminGroup: UserGroups.id(of: "countertop-admin"),
                    port: settings.api.port,
                    token: token,
                    origins: settings.api.origins,
                    ownUser: UserGroups.ownUser
                )
            )
        } catch {
            writer.stop()
            throw StationError(problem: Problem("internal-error", detail: "\(error)"))
        }
    }

    private static func zoneOffset(_ clock: StationClock) -> Int {
        SystemClock.localOffsetSeconds(atMilliseconds: clock.wall().milliseconds)
    }

    private static func link(
        _ settings: Settings,
        token: String?,
        journal: JournalReader,
        clock: StationClock,
        loop: StationLoop
    ) -> CoreLink? {
        settings.core.map { core in
            var link = CoreLinkSettings(url: core.url, token: token, station: settings.station)
            link.totalTimeout = core.timeout
            link.connectTimeout = min(2_000, core.timeout)
            link.readsMemberKeys = settings.codes.contains(where: \.needsCoreKeys)
            return CoreLink(settings: link, journal: journal, wall: clock.wall) { loop.post(.core($0)) }
        }
    }

    /// Takes over what a changed configuration says of lanes, cards and policy; no tap is lost. Journal, API and core need a restart.
    public func reload(_ settings: Settings, clock: StationClock = .system) {
        recogniser.value = CardRecogniser(profiles: settings.cards)
        templates.value = settings.templates
        scanners.apply(settings)
        loop.post(.settings(settings.counterSettings(zoneOffset: Self.zoneOffset(clock))))
        let counter = loop.board.counter
        // Where the journal cannot be read, the owners find out for themselves.
        let newest = (try? readers[2].receiptJobs(state: nil, limit: Self.newestReceipts)) ?? []
        printers.apply(
            settings.lanes,
            receipts: (counter?.jobs ?? []) + newest,
            known: counter?.printerKnowledge ?? []
        )
    }

    /// Ends in order: no new work, then what is under way, then the journal; blocks for at most a few seconds.
    public func stop() {
        api.stop()
        cards.stop()
        scanners.stop()
        link?.stop()
        printers.stop()
        for thread in deviceThreads {
            thread.join(until: .after(milliseconds: 1_500))
        }
        loop.stop()
        loopThread.join(until: .after(milliseconds: 1_500))
        writer.stop()
        writerThread.join(until: .after(milliseconds: 1_500))
        readers.forEach { $0.close() }
    }
}
