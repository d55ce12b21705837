import Counter
import Domain
import Glibc
import Linux
import Receipts
import Runtime

/// Owns one printer: keeps the line open, prints one order after another, and says of each how it ended.
///
/// One thread, on which everything happens; `print` only leaves the order for it. Nothing is ever sent twice.
public final class PrinterOwner: Service, ReceiptPrinting {
    public let name: String
    private let settings: PrinterSettings
    private let remains: PrinterRemains
    private let known: [PrinterAbilities]
    private let log: Log
    private let encode: PrinterSession.Encode
    private let report: @Sendable (PrinterReport) -> Void
    private let orders: OrderQueue

    /// Throws when the system has no descriptor left.
    ///
    /// - Parameters:
    ///   - remains: what the journal tells of the receipts before.
    ///   - known: abilities of printers that may answer here as they were once reported, the likeliest first.
    ///   - encode: the bytes of an order, the same ones each time; `ESC @` only at their begin, and raster mode left at their end.
    ///   - report: called on the owner's thread; must not block.
    public init(
        name: String = "printer",
        settings: PrinterSettings,
        remains: PrinterRemains = .none,
        known: [JSONValue] = [],
        log: Log = Log("printers"),
        encode: @escaping @Sendable (PrintOrder) throws(Problem) -> [UInt8],
        report: @escaping @Sendable (PrinterReport) -> Void
    ) throws(LinuxError) {
        self.name = name
        self.settings = settings
        self.remains = remains
        self.known = known.compactMap { PrinterAbilities(json: $0) }
        self.log = log
        self.encode = encode
        self.report = report
        orders = try OrderQueue()
    }

    public func print(_ order: PrintOrder) {
        if !orders.put(order) {
            giveBack(order)
        }
    }

    public func giveUp(_ job: EntityID) {
        orders.giveUp(job)
    }

    public func stop() {
        orders.stop(until: .after(milliseconds: settings.timing.stopGrace))
    }

    public func run() {
        let begun = work()
        // A receipt that has begun stays in printing: the next owner listens for it.
        for order in orders.close() where order.job != begun {
            giveBack(order)
        }
    }

    /// Nothing of the order was sent and nothing will be: it waits in the queue for the next owner.
    private func giveBack(_ order: PrintOrder) {
        if !order.resume {
            report(.refused(order.job, problem: "shutting-down"))
        }
    }

    /// Works until stopped; returns the receipt that was under way then.
    private func work() -> EntityID? {
        var backoff = Backoff(first: 500, limit: settings.timing.tcpRetryLimit)
        var told: LinuxError?
        var memory = PrinterMemory(expectsResume: remains.hasInterruptedReceipt, known: known)
        if let order = remains.unfinished, settings.port.mayLeaveTorn {
            memory.flushBytes = PrinterSession.mostOwed(by: order, encode)
        }
        var settling = Deadline.now
        while !orders.isStopping {
            let reason: LinuxError
            let plugged = settings.port.plugs?.changes
            var interrupted: PrinterReport?
            do throws(LinuxError) {
                let port = try settings.port.open(until: .after(milliseconds: settings.timing.connect))
                defer { port.close() }
                // Which of two printers a technician has on this cable.
                log.info(
                    "the printer's line is open",
                    ["serial": port.identity.serialNumber ?? "", "deviceID": port.identity.deviceID ?? ""]
                )
                let session = session(port, memory)
                let end = serve(session)
                memory = session.memory
                if session.hasConnected {
                    backoff.reset()
                    told = nil
                }
                guard case .lost(let error) = end else {
                    return session.hasSentBytes ? session.current?.job : nil
                }
                interrupted = session.current.map { order in
                    orders.takeFirst()
                    if session.hasSentBytes {
                        memory.unsettled.append(order.job)
                    }
                    return Self.end(of: order, mayHaveBegun: session.hasSentBytes)
                }
                reason = error
            } catch {
                reason = error
            }
            // In which call it is noticed may be chance.
            if reason.errno != told?.errno {
                told = reason
                let words = [reason.description, settings.port.advice(on: reason)].compactMap(\.self)
                    .joined(separator: " ")
                log.warning("the printer cannot be reached; trying again", ["reason": words])
                report(.disconnected(reason: words))
                if [EACCES, EPERM].contains(reason.errno) {
                    report(.forbidden(detail: words))
                }
            }
            // After that, so that nobody hands over the next one into the void.
            if let interrupted {
                report(interrupted)
            }
            if pause(milliseconds: wait(&backoff, settling), unlessChangedFrom: plugged),
                settings.port.plugs?.tellsChanges == true
            {
                settling = .after(milliseconds: settings.timing.usbSettled)
            }
        }
        return nil
    }

    private func session(_ port: any PrinterPort, _ memory: PrinterMemory) -> PrinterSession {
        PrinterSession(
            link: PrinterLink(
                port: port,
                orders: orders,
                timing: settings.timing,
                breath: settings.port.breath,
                driver: settings.dialect == .escpos
                    ? ESCPOSDriver(timing: settings.timing)
                    : StarDriver(dialect: settings.dialect, timing: settings.timing)
            ),
            settings: settings,
            orders: orders,
            memory: memory,
            log: log,
            encode: encode,
            report: report
        )
    }

    private func serve(_ session: PrinterSession) -> LinkEnd {
        do throws(LinkEnd) {
            try session.serve()
        } catch {
            return error
        }
    }

    /// The line is gone: an order is refused only when certainly not one byte of it was sent.
    private static func end(of order: PrintOrder, mayHaveBegun: Bool) -> PrinterReport {
        mayHaveBegun
            ? .unknown(order.job, problem: "printer-disconnected")
            : .refused(order.job, problem: "printer-disconnected")
    }

    /// How long to wait for the next try.
    private func wait(_ backoff: inout Backoff, _ settling: Deadline) -> Int {
        switch settings.port {
        case .tcp: backoff.next()
        case .serial, .file: settings.timing.serialRetry
        case .usb, .usblp:
            settings.port.plugs == nil
                ? settings.timing.serialRetry
                : settling.isPast ? settings.timing.usbRetry : settings.timing.usbSettling
        }
    }

    /// Waits for the next try, at most until something is plugged in or out: then it is true. Orders that were on their way go
    /// back; one to settle an interrupted receipt waits.
    private func pause(milliseconds: Int, unlessChangedFrom plugged: UInt64?) -> Bool {
        let deadline = Deadline.after(milliseconds: milliseconds)
        let plugs = settings.port.plugs
        plugs?.wait(orders.wake)
        defer { plugs?.leave(orders.wake) }
        while !deadline.isPast, !orders.isStopping {
            while let order = orders.first, !order.resume {
                orders.takeFirst()
                report(Self.end(of: order, mayHaveBegun: false))
            }
            guard plugs?.changes == plugged else {
                return true
            }
            _ = try? Poll.wait(orders.wake.descriptor, for: .readable, until: deadline)
            orders.wake.drain()
        }
        return false
    }
}
