import Domain
import Linux
import Runtime
import USB

/// Watches a USB bus for scanners and swipers: one thread for the bus, one for each device of ours.
///
/// Each HID interface of a device that is ours is claimed for as long as it is plugged in, so that no key of it reaches a
/// window. Devices come and go, fail and recover: each is told once and nothing has to be restarted. If this process dies,
/// its devices stay without a driver until they are plugged in again or claimed by the next run. `USBBus.run()` needs a
/// thread of its own that outlives this service.
public final class ScannerService: Service {
    public let name: String
    private let bus: any USBBus
    private let settings: ScannerSettings
    private let log: Log
    private let report: @Sendable (ScannerReport) -> Void
    private let stopped = ConditionBox(false)
    private let sessions = ConditionBox<[ScannerSession]>([])

    /// `report` is called on the devices' threads, for one device never at the same time; it must not block.
    public init(
        bus: any USBBus,
        settings: ScannerSettings,
        log: Log = Log("scanners"),
        report: @escaping @Sendable (ScannerReport) -> Void
    ) {
        name = "scanners " + bus.name
        self.bus = bus
        self.settings = settings
        self.log = log
        self.report = report
    }

    public func stop() {
        stopped.update { $0 = true }
        bus.wakeWaiters()
    }

    /// Asks something of a device; nothing when it is not there.
    public func perform(_ action: ScannerAction, on device: DeviceID) {
        for session in sessions.withLock({ $0 })
        where device.topology.prefix(while: { $0 != "#" }) == session.info.location.description {
            session.inbox.post(.action(action))
        }
    }

    public func run() {
        var known: UInt64 = 0
        var isDeaf = false
        while !isStopped {
            do throws(USBError) {
                let present = try bus.devices().filter(Self.mayBeOurs)
                if isDeaf {
                    isDeaf = false
                    log.notice("the USB bus can be listed again", ["bus": bus.name])
                }
                take(present)
            } catch {
                if !isDeaf {
                    isDeaf = true
                    log.warning("the USB bus cannot be listed", ["bus": bus.name, "error": error.description])
                }
            }
            // An ended session leaves its port to the next device only when its thread is through with it.
            let isEnding = sessions.withLock { $0.contains { $0.endingReason != nil } }
            known = bus.waitForChange(after: known, until: isEnding ? .after(milliseconds: 20) : .never)
        }
        let open = sessions.withLock { $0 }
        open.forEach { $0.end(.stopped) }
        let deadline = Deadline.after(milliseconds: 3_000)
        for session in open where !session.join(until: deadline) {
            log.about(session.info.location.description).warning("the device's thread is abandoned", [:])
        }
    }

    private var isStopped: Bool { stopped.withLock { $0 } }

    /// Devices whose interfaces are not known may be; they are asked.
    private static func mayBeOurs(_ info: USBDeviceInfo) -> Bool {
        info.interfaces.isEmpty || info.interfaces.contains(where: \.isHID)
    }

    private func take(_ present: [USBDeviceInfo]) {
        sessions.withLock { sessions in
            for session in sessions where !present.contains(session.info) {
                session.end(.unplugged)
            }
            // A session that found its device to be none of ours stays in the list, so that it is not asked again.
            sessions.removeAll { $0.endingReason != nil && $0.hasFinished }
            for info in present where !sessions.contains(where: { $0.info.location == info.location }) {
                do throws(LinuxError) {
                    sessions.append(try begin(info))
                } catch {
                    log.about(info.location.description).error("no thread for the device", ["error": error.description])
                }
            }
        }
    }

    private func begin(_ info: USBDeviceInfo) throws(LinuxError) -> ScannerSession {
        let session = try ScannerSession(info)
        try session.start { [bus, settings, log, report] in
            ScannerWorker(session: session, bus: bus, settings: settings, log: log, report: report).run()
        }
        return session
    }
}
