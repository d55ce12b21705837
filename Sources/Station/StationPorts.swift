import Counter
import Domain
import HID
import Runtime
import Synchronization

/// The ways out of the station: core, printers, log. They are plugged in after the loop exists, because they report to it.
public final class StationPorts: Sendable {
    private struct Plugged: Sendable {
        var core: (any CoreLinking)?
        var printers: [DeviceID: any ReceiptPrinting] = [:]
        var scanners: (any ScannerTelling)?
    }

    private let plugged = Mutex(Plugged())
    private let log: Log

    public init(log: Log) {
        self.log = log
    }

    public func plug(core: any CoreLinking) {
        plugged.withLock { $0.core = core }
    }

    public func plug(scanners: any ScannerTelling) {
        plugged.withLock { $0.scanners = scanners }
    }

    public func plug(printer: any ReceiptPrinting, as id: DeviceID) {
        plugged.withLock { $0.printers[id] = printer }
    }

    public func unplug(printer id: DeviceID) {
        plugged.withLock { $0.printers[id] = nil }
    }

    /// Carries out one effect after its commit; never blocks.
    func carryOut(_ effect: Effect, board: StationBoard) {
        switch effect {
        case .reply:
            break
        case .tell(let lane, let message):
            board.tell(lane, message)
        case .core(let request):
            plugged.withLock { $0.core }?.request(request)
        case .print(let printer, let order):
            plugged.withLock { $0.printers[printer] }?.print(order)
        case .giveUp(let printer, let job):
            plugged.withLock { $0.printers[printer] }?.giveUp(job)
        case .verdict(let device, let accepted):
            plugged.withLock { $0.scanners }?.tell(device, accepted: accepted)
        case .scansWanted(let device, let isWanted):
            plugged.withLock { $0.scanners }?.tell(device, wanted: isWanted)
        case .memberKeys(let keys):
            plugged.withLock { $0.scanners }?.take(keys)
        case .forget(let payment):
            payment.wipe()
        case .alarm(let problem):
            log.error(
                problem.entry.title.english,
                ["problem": problem.description, "do": problem.entry.technician.english]
            )
        }
    }
}
