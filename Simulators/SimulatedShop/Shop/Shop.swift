import CardSimulator
import CoreSimulator
import Domain
import HTTPServer
import Linux
import Runtime
import SQLite
import Synchronization

/// A whole shop without hardware: a real pcscd with virtual readers, scanners and swipers on USB ports reached by USB/IP, simulated
/// printers on pseudo-terminals, the reference core, and the real `countertopd` as a process of its own.
///
/// Any number side by side. Everything lives in one folder; `close` ends all that was started, by its id, and removes the folder.
/// Calls block; one thread at a time drives a shop, `makeTill` gives further threads their own way in.
public final class Shop: Sendable {
    public let plan: ShopPlan
    public let folder: ShopFolder
    public let core: CoreSimulator
    public let books: ShopBooks
    /// pcscd and its readers: one for each lane, cards lie in the first slot of each.
    public let readers: PCSCDaemon
    public let printers: ShopPrinters
    public let devices: ShopDevices
    private let usb: ShopUSB
    let watch: ShopWatch
    private let isClosed = Atomic(false)
    private let watchThread: DeviceThread
    public let programs: ShopPrograms
    let daemon: ShopDaemon
    /// Programs that keep a reader to themselves, by lane.
    let others = Mutex<[LaneName: ChildProcess]>([:])

    /// Opens the shop with the daemon ready, or without it.
    ///
    /// - Parameter keptFolder: where everything is to stay afterwards; without it a fresh folder is made and removed again.
    public init(
        _ plan: ShopPlan,
        programs: ShopPrograms,
        keeping keptFolder: String? = nil,
        startsDaemon: Bool = true
    ) throws(ShopError) {
        guard plan.lanes.count <= PCSCDaemon.mostReaders else {
            throw ShopError("A simulated shop has at most \(PCSCDaemon.mostReaders) lanes.")
        }
        let folder = try ShopFolder(kept: keptFolder)
        var undo: [() -> Void] = [{ folder.remove() }]
        do throws(ShopError) {
            let core = try Self.openCore(folder.core)
            undo.append { core.stop() }
            let books = ShopBooks(core: core.books)
            try books.seed(plan)
            let usb = try ShopUSB()
            undo.append { usb.close() }
            let printers = try ShopPrinters(plan, usb: usb)
            undo.append { printers.close() }
            let devices = try ShopDevices(plan, folder: folder, usb: usb)
            undo.append { devices.close() }
            let readers = try Self.openReaders(plan.lanes.count)
            undo.append { readers.close() }
            try folder.write(ShopCards.hexadecimal(ShopCards.key) + "\n", to: folder.keys)
            try folder.write(ShopCards.hexadecimal(ShopCodes.key) + "\n", to: folder.codeKey)
            try folder.write(Till.freshKey() + "\n", to: folder.token)
            let configuration = ShopConfiguration(
                plan: plan,
                folder: folder,
                coreURL: core.url,
                printers: printers.entries,
                devices: devices
            )
            try folder.write(configuration.text, to: folder.configuration)
            let watch = ShopWatch(socket: folder.socket)
            watchThread = try Self.start(watch)
            undo.append { watch.stop() }
            self.plan = plan
            self.folder = folder
            self.core = core
            self.books = books
            self.readers = readers
            self.printers = printers
            self.devices = devices
            self.usb = usb
            self.watch = watch
            self.programs = programs
            daemon = ShopDaemon(program: programs.daemon, folder: folder, environment: readers.environment)
        } catch {
            undo.reversed().forEach { $0() }
            throw error
        }
        guard startsDaemon else {
            return
        }
        do throws(ShopError) {
            try startDaemon()
            try waitUntilOpen()
        } catch {
            close()
            throw error
        }
    }

    /// Ends everything and removes the folder, unless it is to be kept. A second call does nothing.
    public func close() {
        guard !isClosed.exchange(true, ordering: .relaxed) else {
            return
        }
        watch.stop()
        watchThread.join(until: .after(milliseconds: 5_000))
        for program in others.withLock({ others in
            defer { others = [:] }
            return Array(others.values)
        }) {
            _ = try? program.stop()
        }
        daemon.stop()
        readers.close()
        printers.close()
        devices.close()
        usb.close()
        core.stop()
        folder.remove()
    }

    /// A till of its own; its owner closes it.
    public func makeTill() -> Till { Till(socket: folder.socket) }

    // MARK: opening

    private static func openCore(_ path: String) throws(ShopError) -> CoreSimulator {
        let core: CoreSimulator
        do throws(SQLiteError) {
            core = try CoreSimulator(databasePath: path)
        } catch {
            throw ShopError("The reference core cannot open its books: \(error)")
        }
        do throws(HTTPServerError) {
            try core.start()
        } catch {
            core.stop()
            throw ShopError("The reference core cannot listen: \(error)")
        }
        return core
    }

    private static func openReaders(_ count: Int) throws(ShopError) -> PCSCDaemon {
        do throws(RigError) {
            return try PCSCDaemon(readers: count, clients: .children)
        } catch {
            throw ShopError(error.description)
        }
    }

    private static func start(_ watch: ShopWatch) throws(ShopError) -> DeviceThread {
        do throws(LinuxError) {
            return try DeviceThread.start(watch)
        } catch {
            throw ShopError("No thread: \(error)")
        }
    }
}
