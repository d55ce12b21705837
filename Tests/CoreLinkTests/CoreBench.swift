import CoreLink
import CoreSimulator
import Counter
import Domain
import Foundation
import Linux
import Runtime

/// A reference core on loopback and a link to it over a journal in memory.
final class CoreBench {
    let core: CoreSimulator
    let journal: MemoryJournal
    let answers = ConditionBox<[CoreAnswer]>([])
    let folder: String
    private var link: CoreLink?
    private var thread: DeviceThread?

    init(token: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.path + "/countertop-core-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        core = try CoreSimulator(databasePath: folder + "/core.sqlite", token: token)
        try core.start()
        try core.books.add(
            CoreMember(id: "M1", name: "张三", tier: "gold", balance: 10_000),
            cards: [("member", "6001"), ("phone", "13800001111")]
        )
        try core.books.add(CoreMember(id: "M2", name: "Anna", tier: "basic", balance: 500), cards: [("member", "6002")])
        journal = MemoryJournal()
    }

    func startLink(
        url: String? = nil,
        token: String? = nil,
        timeout: Int = 1_000,
        hotlistInterval: Int = 60_000,
        keys: Bool = false
    )
        throws
    {
        var settings = CoreLinkSettings(url: url ?? core.url, token: token, station: "s1", totalTimeout: timeout)
        settings.connectTimeout = timeout
        settings.hotlistInterval = hotlistInterval
        settings.readsMemberKeys = keys
        let answers = answers
        let journal = journal
        let link = CoreLink(settings: settings, journal: journal, wall: { Instant(milliseconds: 0) }) { answer in
            if case .acknowledged(let stream, _, let sequence) = answer {
                journal.acknowledge(stream, sequence)
            }
            if case .rejected(let stream, _, let sequence, let code) = answer {
                journal.park(stream, sequence, code)
            }
            if case .epochConflict(let epoch) = answer {
                journal.renew(after: epoch)
            }
            answers.update { $0.append(answer) }
        }
        self.link = link
        thread = try DeviceThread.start(link)
    }

    func end() {
        link?.stop()
        thread?.join(until: .after(milliseconds: 10_000))
        core.stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Everything the link told so far.
    var told: [CoreAnswer] { answers.withLock { $0 } }

    func ask(_ request: CoreRequest) -> CoreAnswer? {
        let before = answers.withLock { $0.count }
        link?.request(request)
        return answers.wait(until: .after(milliseconds: 10_000)) { list in
            list.dropFirst(before).first { answer in
                switch answer {
                case .resolved, .outcome, .neverSeen, .notSent, .lost: true
                default: false
                }
            }
        }
    }

    func wake(_ stream: EventStream = .pay) {
        link?.request(.deliver(stream))
    }

    /// Waits until an answer fits.
    func see(_ fits: (CoreAnswer) -> Bool) -> Bool {
        answers.wait(until: .after(milliseconds: 20_000)) { $0.contains(where: fits) ? true : nil } ?? false
    }

    static func operation(
        _ number: UInt8,
        kind: Domain.Operation.Kind = .sale,
        amount: Int64 = 1_000,
        card: String = "6001",
        lines: [SaleLine] = [],
        tenders: [Tender]? = nil,
        original: EntityID? = nil
    ) -> Domain.Operation {
        var operation = Domain.Operation(
            id: EntityID(time: Instant(milliseconds: 1), random: [0, number]),
            kind: kind,
            lane: LaneName("1")!,
            till: "uid:1",
            request: OperationRequest(
                kind: kind,
                amount: Money(fen: amount),
                lines: lines,
                tenders: tenders ?? (kind == .sale ? [Tender(kind: .account, amount: amount)] : []),
                presented: nil,
                original: original
            ),
            created: Instant(milliseconds: 1)
        )
        operation.credential = Credential(scheme: "member", value: card, assurance: .static)
        return operation
    }
}
