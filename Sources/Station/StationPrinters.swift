import Configuration
import Counter
import Domain
import Imaging
import Linux
import Printers
import Receipts
import Runtime
import Synchronization
import USB

/// The printers of a station: an owner with its thread for each that the configuration in force names.
final class StationPrinters: Sendable {
    private struct Running: Sendable {
        let printer: Settings.Printer
        let owner: PrinterOwner
        let thread: DeviceThread
    }

    private let running = Mutex<[Running]>([])
    /// By `HOST:PORT` of a USB/IP server, nil for this machine; each from its first printer on.
    private let buses = Mutex<[String?: PrinterBus]>([:])
    private let connect: @Sendable (String?) throws(USBError) -> any USBBus
    private let ports: StationPorts
    private let report: @Sendable (DeviceID, PrinterReport) -> Void
    private let log: Log
    private let templates: TemplateShelf
    private let glyphs: GlyphOpener

    /// `glyphs` draws what a printer's own font lacks; its fonts are opened for the first such character. `connect` opens the USB
    /// bus of this machine, or of the USB/IP server at `HOST:PORT`. `report` is called from the owners' threads and must not
    /// block.
    init(
        ports: StationPorts,
        log: Log,
        templates: TemplateShelf,
        glyphs: GlyphOpener,
        connect: @escaping @Sendable (String?) throws(USBError) -> any USBBus = StationScanners.connect,
        report: @escaping @Sendable (DeviceID, PrinterReport) -> Void
    ) {
        self.templates = templates
        self.glyphs = glyphs
        self.ports = ports
        self.log = log
        self.connect = connect
        self.report = report
    }

    /// Begins what is new, ends what is gone, and begins anew what is reached or configured in another way.
    ///
    /// - Parameters:
    ///   - receipts: those that are open, and the newest of the others.
    ///   - known: what printers were once found to be able to.
    func apply(_ lanes: [Settings.Lane], receipts: [ReceiptJob], known: [PrinterKnowledge]) {
        var wanted: [Settings.Printer] = []
        for printer in lanes.compactMap(\.printer) where !wanted.contains(where: { $0.id == printer.id }) {
            wanted.append(printer)
        }
        running.withLock { running in
            for old in running where !wanted.contains(old.printer) {
                end(old)
                report(old.printer.id, .disconnected(reason: "the configuration has changed"))
            }
            running.removeAll { !wanted.contains($0.printer) }
            for printer in wanted where !running.contains(where: { $0.printer == printer }) {
                if let begun = begin(printer, PrinterRemains(of: printer.id, by: receipts), known: known) {
                    running.append(begun)
                }
            }
        }
        closeBuses(besides: wanted)
    }

    /// Ends what no printer hangs on any more.
    private func closeBuses(besides wanted: [Settings.Printer]) {
        let hosts = wanted.compactMap { printer -> String?? in
            if case .usb(let usb) = printer.port { .some(usb.host) } else { nil }
        }
        let gone = buses.withLock { buses in
            defer { buses = buses.filter { hosts.contains($0.key) } }
            return buses.filter { !hosts.contains($0.key) }
        }
        gone.values.forEach { $0.stop() }
    }

    /// Ends every owner; blocks for about a second at most.
    func stop() {
        running.withLock { running in
            running.forEach { $0.owner.stop() }
            running.forEach { $0.thread.join(until: .after(milliseconds: 1_500)) }
            running = []
        }
        buses.withLock { buses in
            buses.values.forEach { $0.stop() }
            buses = [:]
        }
    }

    /// The profile that receipts for this printer are laid out for; the safe one for a printer that is not configured any more.
    func profile(of id: DeviceID?) -> PrinterProfile? {
        let printer = running.withLock { $0.first { $0.printer.id == id }?.printer }
        return printer.map(\.profileInUse) ?? PrinterProfile.named(PrinterReader.standardProfile)
    }

    private func end(_ old: Running) {
        ports.unplug(printer: old.printer.id)
        old.owner.stop()
        old.thread.join(until: .after(milliseconds: 1_500))
    }

    private func begin(_ printer: Settings.Printer, _ remains: PrinterRemains, known: [PrinterKnowledge]) -> Running? {
        guard let profile = printer.profileInUse else {
            log.error("the printer's profile is unknown", ["profile": printer.profile])
            return nil
        }
        let renderer = ReceiptRenderer(profile: profile, charsets: IconvCharsets.shared, glyphs: glyphs) {
            [templates] in
            templates.value
        }
        let id = printer.id
        let log = Log("printers", device: id.text)
        let report = report
        do throws(LinuxError) {
            let owner = try PrinterOwner(
                settings: Self.settings(of: profile, at: try port(printer.port)),
                remains: remains,
                known: PrinterKnowledge.candidates(for: id, of: known),
                log: log,
                encode: { order throws(Problem) in
                    let receipt = try renderer.encoded(for: order.document, copy: order.copy)
                    for finding in receipt.findings {
                        log.warning("the receipt is not as it was asked for", ["finding": finding.description])
                    }
                    report(id, .measured(order.job, try renderer.measure(of: order.document, copy: order.copy)))
                    return receipt.bytes
                },
                report: { report(id, $0) }
            )
            let thread = try DeviceThread.start(owner)
            ports.plug(printer: owner, as: id)
            return Running(printer: printer, owner: owner, thread: thread)
        } catch {
            log.error("the printer cannot be served", ["error": error.description])
            return nil
        }
    }

    static func settings(of profile: PrinterProfile, at port: PrinterSettings.Port) -> PrinterSettings {
        PrinterSettings(
            port: port,
            dialect: profile.dialect,
            answers: profile.status.answers,
            printSpeed: profile.millimetresPerSecond,
            drawerOpenIsHigh: profile.drawer.map { $0.openLevel == .high },
            clearsAtPaperEnd: profile.quirks.contains(.clearsAtPaperEnd),
            bufferBytes: profile.bufferBytes
        )
    }

    private func port(_ port: Settings.PrinterPort) throws(LinuxError) -> PrinterSettings.Port {
        switch port {
        case .serial(let path, let baud, let flow): return .serial(path: path, baud: baud, flow: flow)
        case .tcp(let host, let port): return .tcp(host: host, port: port)
        case .file(let path): return .file(path: path)
        case .usb(let usb):
            let place = USBPrinterPlace(model: usb.model, port: usb.port, serialNumber: usb.serialNumber)
            if usb.host == nil, usb.through == .usblp {
                // Without the bus plugging is not told, and the printer looked for.
                return .usblp(place, plugs: try? bus(nil))
            }
            return .usb(place, try bus(usb.host), isGivenBack: usb.isGivenBack)
        }
    }

    private func bus(_ host: String?) throws(LinuxError) -> PrinterBus {
        try buses.withLock { buses throws(LinuxError) in
            if let bus = buses[host] {
                return bus
            }
            let connected: any USBBus
            do throws(USBError) {
                connected = try connect(host)
            } catch {
                throw LinuxError(error)
            }
            let bus = try PrinterBus(connected)
            buses[host] = bus
            return bus
        }
    }
}
