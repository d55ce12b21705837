import Imaging
import Linux
import Receipts
import Runtime
import USBSimulator

/// A receipt printer with its mechanism, for tests and demonstrations: print to it over a serial line or TCP, do to it what
/// people do to printers, and look at the paper.
///
/// Any thread may call everything. It works on a thread of its own, which sleeps while there is nothing to do; what a
/// person does has happened when the call returns.
public final class SimulatedPrinter: Sendable {
    public let model: PrinterModel
    private let service: PrinterService
    private let thread: DeviceThread

    /// Switches a printer on, with paper, closed, idle.
    ///
    /// Throws when a font or a charset of the model is missing on this machine.
    public init(_ model: PrinterModel = .epson, faults: [PrinterFault] = []) throws(SimulatedPrinterError) {
        let model = model.bounded
        let iconv = Iconv()
        let charsets =
            model.codePages.sorted { $0.key < $1.key }.map(\.value) + [model.multibyteCharset].compactMap(\.self)
        for charset in charsets where !iconv.knows(charset) {
            throw .charset(charset)
        }
        let glyphs: GlyphSource
        do throws(ImagingError) {
            glyphs = try GlyphSource()
        } catch {
            throw .imaging(error)
        }
        self.model = model
        do throws(LinuxError) {
            service = try PrinterService(Machine(model, faults: faults, glyphs: glyphs, iconv: iconv))
            thread = try DeviceThread.start(service)
        } catch {
            throw .system(error)
        }
    }

    deinit {
        close()
    }

    // MARK: Connectors

    /// The path of a serial line to the printer, for `serial:`; the same at every call, until `close()`.
    ///
    /// The host's settings of it count: its rate is the speed of the line, RTS/CTS and XON/XOFF hold the host while the
    /// printer is BUSY, and a host without flow control loses what finds no room. A host that is held is not heard, not even
    /// its real-time questions: it has to let go of flow control first, until it has the answer.
    public func openPseudoTerminal() throws(SimulatedPrinterError) -> String {
        try connect { port in
            (port as? SerialConnector)?.path
        } make: { () throws(LinuxError) in
            let port = try SerialConnector()
            return (port, port.path)
        }
    }

    /// Listens on loopback for raw printing, one host at a time; the port taken, the same at every call until `close()`.
    public func listenTCP(port: UInt16 = 0) throws(SimulatedPrinterError) -> UInt16 {
        try connect { port in
            (port as? NetworkConnector)?.port
        } make: { () throws(LinuxError) in
            let port = try NetworkConnector(port: port)
            return (port, port.port)
        }
    }

    /// Plugs the printer into a port of a USB/IP server, with `GS I` 68's serial number; the same device at every call for that
    /// port, until `close()`. Without power or cable the device is gone from the server.
    @discardableResult
    public func plugUSB(
        into server: USBIPServer,
        at path: String = "1-1",
        settings: SimulatedPrinterInterface.Settings = .both
    ) throws(SimulatedPrinterError) -> USBPrinter {
        let identity = model.identity
        let language = model.dialect == .escpos ? "ESC/POS" : "STAR"
        return try connect { port in
            (port as? USBConnector).flatMap { $0.server === server && $0.path == path ? $0.usb : nil }
        } make: { () throws(LinuxError) in
            let usb = try USBPrinter(
                deviceID:
                    "MFG:\(identity.maker);CMD:\(language);MDL:\(identity.model);CLS:PRINTER;SN:\(identity.serial);",
                settings: settings,
                design: USBPrinter.design(serial: identity.serial)
            )
            return (USBConnector(usb, on: server, at: path), usb)
        }
    }

    // MARK: What people do to printers

    /// A full roll.
    public func loadPaper() {
        touch { $0.mechanism.loadPaper(now: $1) }
    }

    /// Takes the paper away, also in the middle of a line, which is printed again on the next roll.
    public func removePaper() {
        touch { machine, _ in machine.removePaper() }
    }

    /// Takes the paper away as soon as so many more bytes have come in, over whatever connector.
    public func removePaper(afterBytes count: Int) {
        touch { machine, _ in
            machine.faults.append(PrinterFault(.paperEnd, at: .byte(machine.received + max(1, count))))
        }
    }

    public func setPaper(nearEnd: Bool) {
        touch { machine, _ in machine.mechanism.isNearEnd = nearEnd }
    }

    public func openCover() {
        touch { machine, _ in machine.mechanism.openCover() }
    }

    public func closeCover() {
        touch { $0.mechanism.closeCover(now: $1) }
    }

    /// Receive buffer, modes and everything not on paper are gone; hosts on TCP are cut off.
    public func powerOff() {
        touch { machine, _ in machine.powerOff() }
    }

    public func powerOn() {
        touch { machine, _ in machine.powerOn() }
    }

    /// The next cut sticks; `DLE ENQ` or power frees the blade.
    public func jamCutter() {
        touch { machine, _ in machine.mechanism.isCutterJammed = true }
    }

    /// The head is too hot to print for so many real seconds.
    public func overheat(seconds: Double) {
        let milliseconds = seconds.isFinite ? Int(min(max(0, seconds), 86_400) * 1000) : 0
        touch { machine, now in machine.mechanism.hotUntil = machine.later(now, milliseconds) }
    }

    /// Takes the cable away: bytes on a serial line get lost or, with RTS/CTS, wait in the host; TCP is cut off.
    public func pullCable() {
        touch { machine, _ in machine.pullCable() }
    }

    /// Takes the cable away as soon as so many more bytes have come in, over whatever connector.
    public func pullCable(afterBytes count: Int) {
        touch { machine, _ in
            machine.faults.append(PrinterFault(.cablePull, at: .byte(machine.received + max(1, count))))
        }
    }

    public func plugCable() {
        touch { machine, _ in machine.plugCable() }
    }

    /// Pushes the drawer in.
    public func closeDrawer() {
        touch { machine, _ in machine.isDrawerOpen = false }
    }

    // MARK: What came out

    /// One piece for each cut, in order.
    public var receipts: [PrintedReceipt] { service.machine.withLock { $0.mechanism.paper.receipts } }

    /// What was printed since the last cut and hangs out of the printer or stands in it; nil when nothing was.
    public var unfinished: PrintedReceipt? { service.machine.withLock { $0.mechanism.paper.unfinished } }

    /// Waits until `count` pieces came out in all and gives all there are then; nil when that took longer.
    public func waitForReceipts(_ count: Int, milliseconds: Int = 30_000) -> [PrintedReceipt]? {
        service.machine.wait(until: .after(milliseconds: milliseconds)) { machine in
            let receipts = machine.mechanism.paper.receipts
            return receipts.count >= count ? receipts : nil
        }
    }

    /// Waits until the printer is in a state; false when that took longer. `condition` must be quick and call nothing of the printer.
    public func wait(milliseconds: Int = 30_000, until condition: (Status) -> Bool) -> Bool {
        service.machine.wait(until: .after(milliseconds: milliseconds)) { machine in
            condition(Self.status(of: machine)) ? true : nil
        } ?? false
    }

    public var status: Status { service.machine.withLock { Self.status(of: $0) } }

    /// How often the drawer's solenoid was driven.
    public var drawerPulses: Int { service.machine.withLock { $0.drawerPulses } }

    /// How often a command made it beep.
    public var beeps: Int { service.machine.withLock { $0.beeps } }

    /// Everything the printer could make nothing of, in order; at most the first 10,000 findings.
    public var unknownBytes: [UnknownBytes] { service.machine.withLock { $0.unknown } }

    /// Ends the thread and takes the connectors away; a second call does nothing.
    public func close() {
        service.stop()
        thread.join(until: .after(milliseconds: 10_000))
        service.machine.update { machine in
            for state in machine.ports {
                state.port.close()
            }
            machine.ports = []
        }
    }

    private func touch(_ change: (inout Machine, UInt64) -> Void) {
        service.machine.update { machine in
            let now = SystemClock.monotonicNanoseconds
            machine.pump(now: now)
            change(&machine, now)
            machine.pump(now: now)
        }
        service.wake.signal()
    }

    private func connect<Address>(
        known: (any PrinterPort) -> Address?,
        make: () throws(LinuxError) -> (any PrinterPort, Address)
    ) throws(SimulatedPrinterError) -> Address {
        let address = try service.machine.update { machine throws(SimulatedPrinterError) -> Address in
            guard !machine.isClosed else {
                throw .closed
            }
            for state in machine.ports {
                if let there = known(state.port) {
                    return there
                }
            }
            do throws(LinuxError) {
                let (port, address) = try make()
                port.show(machine.state)
                port.setAlive(machine.isReachable)
                machine.ports.append(PortState(port))
                return address
            } catch {
                throw .system(error)
            }
        }
        service.wake.signal()
        return address
    }

    private static func status(of machine: Machine) -> Status {
        let state = machine.state
        return Status(
            isOn: machine.isOn,
            isCablePlugged: machine.isCablePlugged,
            isOnline: machine.isOn && !state.isOffline,
            hasPaper: state.hasPaper,
            isPaperNearEnd: state.isNearEnd,
            isCoverOpen: state.isCoverOpen,
            hasCutterError: state.isCutterError,
            hasCoverError: state.isMechanicalError,
            isHeadHot: machine.mechanism.hotUntil != nil,
            isDrawerOpen: machine.isDrawerOpen,
            isIdle: machine.mechanism.isIdle && machine.buffer.count == 0,
            bufferedBytes: machine.buffer.count,
            receivedBytes: machine.received,
            lostBytes: machine.buffer.lost,
            printedRows: machine.mechanism.rowsPrinted
        )
    }
}
