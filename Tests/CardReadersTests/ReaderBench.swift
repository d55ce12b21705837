import CardReaders
import CardSimulator
import Cards
import Counter
import Domain
import Linux
import Runtime

/// A real pcscd with virtual readers, and the service that watches them.
final class ReaderBench {
    static let key: [UInt8] = [0x4D, 0x45, 0x4D, 0x42, 0x45, 0x52]

    let daemon: PCSCDaemon
    let reports = ConditionBox<[ReaderReport]>([])
    private let service: CardReaderService
    private let thread: DeviceThread

    init(readers: Int = 1, settings: CardReaderSettings = CardReaderSettings()) throws {
        daemon = try PCSCDaemon(readers: readers)
        let profile = CardProfile(
            name: "gold",
            families: [],
            reading: .classicBlock(sector: 1, block: 0, key: KeyMaterial(Self.key), keyB: false),
            form: .text,
            template: try Template("<member:digits 16>")
        )
        let reports = reports
        service = CardReaderService(
            settings: settings,
            recogniser: { CardRecogniser(profiles: [profile]) },
            log: Log("test", sink: LogSink(level: .error) { _ in }),
            report: { report in reports.update { $0.append(report) } }
        )
        thread = try DeviceThread.start(service)
    }

    func end() {
        service.stop()
        thread.join(until: .after(milliseconds: 10_000))
        daemon.close()
    }

    static func gold(_ number: String, uid: [UInt8] = [1, 2, 3, 4]) -> ClassicCard {
        ClassicCard(uid: uid, keyA: key, blocks: [4: Array(number.utf8)])
    }

    /// Waits until a report fits.
    func see(_ seconds: Int = 15, _ fits: (ReaderReport) -> Bool) -> Bool {
        reports.wait(until: .after(milliseconds: seconds * 1000)) { $0.contains(where: fits) ? true : nil } ?? false
    }

    /// Waits until that many cards were presented.
    func presented(_ count: Int) -> [(device: DeviceID, finding: CardFinding)] {
        _ = reports.wait(until: .after(milliseconds: 15_000)) { list in
            Self.presentations(list).count >= count ? true : nil
        }
        return Self.presentations(reports.withLock { $0 })
    }

    private static func presentations(_ list: [ReaderReport]) -> [(device: DeviceID, finding: CardFinding)] {
        list.compactMap { report in
            if case .presented(let device, _, let finding, _) = report { (device, finding) } else { nil }
        }
    }

    static func number(_ finding: CardFinding) -> String? {
        if case .member(let credential, _) = finding { credential.value } else { nil }
    }
}
