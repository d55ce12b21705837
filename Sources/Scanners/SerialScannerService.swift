import Crypto
import Domain
import HID
import Linux
import Runtime
import USB

/// Reads one scanner or swiper on a serial line: opens it, reads it, and opens it again when it is back.
///
/// The line is taken exclusively. A path that is not there is a device that is not plugged in; anything else that keeps it from
/// being read is a fault, told once.
public final class SerialScannerService: Service {
    /// The longest pause before the path is tried again, milliseconds.
    private static let longestPause = 2_000
    /// Milliseconds a path that has just appeared may be forbidden: the kernel makes it root's, udev gives it to its group.
    private static let forbiddenGrace = 3_000

    public let name: String
    private let settings: SerialScannerSettings
    private let device: DeviceID
    private let log: Log
    private let report: @Sendable (ScannerReport) -> Void
    private let stopped = ConditionBox(false)
    private let wake: EventFD

    /// `report` is called on the service's thread and must not block.
    public init(
        settings: SerialScannerSettings,
        log: Log = Log("scanners"),
        report: @escaping @Sendable (ScannerReport) -> Void
    ) throws(LinuxError) {
        name = "scanner " + (settings.path.split(separator: "/").last.map(String.init) ?? settings.path)
        self.settings = settings
        device = DeviceID(kind: .scanner, topology: settings.path)
        self.log = log.about(settings.path)
        self.report = report
        wake = try EventFD()
    }

    public func stop() {
        stopped.update { $0 = true }
        wake.signal()
    }

    public func run() {
        var backoff = Backoff(first: 250, limit: Self.longestPause, random: { $0.upperBound })
        var isThere = false
        var problem: String?
        /// When a path that is forbidden from its appearance on is no longer excused.
        var excusedUntil: Deadline?
        while !isStopped {
            do throws(LinuxError) {
                let port = try SerialPort(
                    path: settings.path,
                    settings: SerialSettings(baud: settings.baud, flow: .none)
                )
                defer { port.close() }
                // What was sent before anybody listened is nobody's who stands there now.
                try port.discardInput()
                backoff.reset()
                excusedUntil = nil
                if !isThere {
                    isThere = true
                    report(.connected(device, name: settings.path, model: nil))
                }
                if problem != nil {
                    problem = nil
                    report(.recovered(device))
                }
                try read(port)
            } catch {
                guard !isStopped else {
                    return
                }
                let trouble = Self.problem(error)
                let isForbidden = trouble == "scanner-no-permission"
                excusedUntil = isForbidden ? excusedUntil ?? .after(milliseconds: Self.forbiddenGrace) : nil
                if isForbidden, !isThere, excusedUntil?.isPast == false {
                    _ = stopped.wait(until: .after(milliseconds: 100)) { $0 ? true : nil }
                    continue
                }
                if let trouble, trouble != problem {
                    problem = trouble
                    if !isThere {
                        isThere = true
                        report(.connected(device, name: settings.path, model: nil))
                    }
                    log.warning("the scanner cannot be read", ["reason": error.description])
                    report(.faulted(device, problem: trouble, detail: detail(error, trouble)))
                } else if trouble == nil, isThere {
                    isThere = false
                    problem = nil
                    report(.disconnected(device))
                }
                _ = stopped.wait(until: .after(milliseconds: backoff.next())) { $0 ? true : nil }
            }
        }
    }

    private var isStopped: Bool { stopped.withLock { $0 } }

    /// Nil for a device that is not there.
    private static func problem(_ error: LinuxError) -> String? {
        switch error.errno {
        // No such file, no such device, and what an unplugged adapter's driver says.
        case 2, 6, 19, 5: nil
        case 13, 1: "scanner-no-permission"
        case 16: "scanner-busy"
        default: "scanner-fault"
        }
    }

    private func detail(_ error: LinuxError, _ problem: String) -> String {
        guard problem == "scanner-no-permission" else {
            return error.description
        }
        return "The service user may not open \(settings.path). Add to \(UdevRule.file): "
            + UdevRule.text(serial: settings.path)
    }

    /// Reads until the service stops; throws when the line is gone.
    private func read(_ port: SerialPort) throws(LinuxError) {
        var decoder = SerialDecoder(framing: settings.framing)
        while !isStopped {
            let deadline = decoder.deadline.map { Deadline.after(milliseconds: Int($0 - Self.now)) } ?? .never
            let answers = try Poll.wait(
                [(port.descriptor, .readable), (wake.descriptor, .readable)],
                until: deadline
            )
            if !answers[0].isEmpty {
                var bytes = try port.read(upTo: 4_096, until: .now)
                let events = decoder.take(bytes, at: Self.now)
                zeroise(&bytes)
                tell(events)
            }
            tell(decoder.elapsed(to: Self.now))
        }
    }

    private func tell(_ events: [SerialDecoder.Event]) {
        for event in events {
            switch event {
            case .reading(let bytes): report(.read(device, .received(bytes)))
            case .garbled: log.notice("the scanner sent what is no reading", [:])
            }
        }
    }

    private static var now: Int64 { Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) }
}
