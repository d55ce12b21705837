import CardSimulator
import Domain
import Linux

extension Shop {
    /// Starts `countertopd` and waits until it answers; nothing when it runs.
    ///
    /// - Parameters:
    ///   - wrapper: words before the program, such as `strace` and its options.
    ///   - environment: `NAME=value` for it.
    ///   - waits: without it the daemon may still be starting, or have ended already, on return.
    public func startDaemon(
        wrapper: [String] = [],
        environment: [String] = [],
        waits: Bool = true
    ) throws(ShopError) {
        try daemon.start(wrapper: wrapper, environment: environment)
        if waits {
            try waitUntilReady()
        }
    }

    /// Waits until the daemon answers its API; its end is an error that shows its last words.
    public func waitUntilReady(milliseconds: Int = 30_000) throws(ShopError) {
        let deadline = Deadline.after(milliseconds: milliseconds)
        let till = makeTill()
        defer { till.close() }
        while true {
            if let answer = try? till.call("GET", "/v1/status"), answer.isSuccess {
                return
            }
            guard isDaemonRunning, !deadline.isPast else {
                throw ShopError("countertopd does not come up:\n\(logTail)")
            }
            // Its end wakes at once; that it listens cannot be waited for.
            _ = daemonExit(milliseconds: 10)
        }
    }

    /// Waits until every reader, scanner, swiper and printer is there and the core has heard of it, so that its list of lost cards is here too.
    public func waitUntilOpen(milliseconds: Int = 30_000) throws(ShopError) {
        let deadline = Deadline.after(milliseconds: milliseconds)
        let till = makeTill()
        defer { till.close() }
        while true {
            let known = watch.changes
            let status = try till.get("/v1/status")
            let devices = (status["devices"]?.arrayValue ?? []).filter { $0["connected"] == true }
            let waiting = (status["streams"]?.arrayValue ?? []).contains { $0["waiting"]?.intValue != 0 }
            if devices.count == readers.readerNames.count + printers.lanes.count + self.devices.count, !waiting {
                return
            }
            guard !deadline.isPast else {
                let there = devices.map { $0["id"]?.stringValue ?? "?" }.joined(separator: ", ")
                throw ShopError("the shop does not open; there are \(there); events wait: \(waiting)")
            }
            watch.wait(beyond: known, until: .after(milliseconds: 50))
        }
    }

    /// The daemon's process id, or its wrapper's; nil when it was never started.
    public var daemonProcess: Int32? { daemon.process }

    public var isDaemonRunning: Bool { daemon.isRunning }

    /// How the daemon ended; nil when it still runs after the time. With a wrapper: how that ended.
    public func daemonExit(milliseconds: Int) -> ChildProcess.Exit? {
        daemon.exit(milliseconds: milliseconds)
    }

    /// Ends the daemon, and its wrapper, as a crash does: SIGKILL.
    public func killDaemon() {
        daemon.kill()
    }

    /// Ends the daemon in order, and by SIGKILL when that takes longer than ten seconds.
    public func stopDaemon() {
        daemon.stop()
    }

    /// The last lines of the daemon's log.
    public var logTail: String { daemon.logTail }

    /// Waits until the counter tells of something, or for the time.
    public func waitForChange(milliseconds: Int) {
        watch.wait(beyond: watch.changes, until: .after(milliseconds: milliseconds))
    }
}
