import Configuration
import Counter
import Domain
import HID
import Linux
import Runtime
import Scanners
import Synchronization
import USB

/// The scanners and swipers of a station: a service for each USB bus and each serial line that the configuration in force names.
final class StationScanners: Sendable {
    /// What one service reads: it goes on over a reload that leaves this as it is.
    private enum Work: Sendable, Hashable {
        /// `host` is nil for this machine.
        case usb(host: String?, [Settings.Scanner], Settings.USBStop)
        case serial(SerialScannerSettings)
    }

    private struct Running: Sendable {
        let work: Work
        let service: any Service
        let threads: [DeviceThread]
        let bus: (any USBBus)?
        /// Told as connected.
        let devices: ConditionBox<[DeviceID]>
    }

    /// What a scanner was told of reading.
    private struct Told: Sendable {
        let device: DeviceID
        var isWanted: Bool
        /// Nil for one that was told nothing.
        var isLocked: Bool?
    }

    private let running = Mutex<[Running]>([])
    private let told = Mutex<[Told]>([])
    let intake: CodeIntake
    private let connect: @Sendable (String?) throws(USBError) -> any USBBus
    private let post: @Sendable (Input) -> Void
    private let log: Log

    /// - Parameters:
    ///   - accepted: dynamic codes that an earlier run accepted.
    ///   - keys: what the core's list held then.
    ///   - connect: opens the USB bus of this machine, or of the USB/IP server at `HOST:PORT`.
    ///   - post: called from the devices' threads; must not block.
    init(
        clock: StationClock,
        accepted: [AcceptedCode] = [],
        keys: [MemberKey] = [],
        log: Log = Log("scanners"),
        connect: @escaping @Sendable (String?) throws(USBError) -> any USBBus = StationScanners.connect,
        post: @escaping @Sendable (Input) -> Void
    ) {
        intake = CodeIntake(clock: clock, post: post)
        intake.remember(accepted)
        intake.take(keys)
        self.connect = connect
        self.post = post
        self.log = log
    }

    static func connect(_ host: String?) throws(USBError) -> any USBBus {
        guard let host, let colon = host.lastIndex(of: ":"), let port = UInt16(host[host.index(after: colon)...]) else {
            return try LibUSBBus()
        }
        return try USBIPBus(host: String(host[..<colon]), port: port)
    }

    /// Takes profiles and entries over at once; ends and begins only the services of which something else is to be read.
    ///
    /// Blocks for as long as services take to end. Called from one thread only, as `stop` is.
    func apply(_ settings: Settings) {
        intake.apply(settings)
        let wanted = Self.work(settings)
        let gone = running.withLock { running in
            let gone = running.filter { !wanted.contains($0.work) }
            running.removeAll { !wanted.contains($0.work) }
            return gone
        }
        end(gone)
        for device in gone.flatMap({ $0.devices.withLock { $0 } }) {
            disconnected(device)
        }
        for work in wanted where !running.withLock({ $0.contains { $0.work == work } }) {
            if let begun = begin(work) {
                running.withLock { $0.append(begun) }
            }
        }
        told.withLock { told in
            for index in told.indices {
                tell(&told[index])
            }
        }
    }

    /// Ends every service; blocks for a few seconds at most.
    func stop() {
        end(
            running.withLock { running in
                defer { running = [] }
                return running
            }
        )
    }

    // MARK: services

    private static func work(_ settings: Settings) -> [Work] {
        var hosts: [String?] = []
        var entries: [String?: [Settings.Scanner]] = [:]
        var serial: [Work] = []
        for scanner in settings.lanes.flatMap(\.scanners) {
            switch scanner.port {
            case .usb(let host, _, _, _):
                if entries[host] == nil {
                    hosts.append(host)
                }
                entries[host, default: []].append(claim(scanner))
            case .serial(let path, let baud, let framing):
                serial.append(.serial(SerialScannerSettings(path: path, baud: baud, framing: framing)))
            }
        }
        return hosts.map { .usb(host: $0, entries[$0] ?? [], settings.usbAtStop) } + serial
    }

    /// What of an entry concerns the service; the rest is how its readings are taken.
    private static func claim(_ scanner: Settings.Scanner) -> Settings.Scanner {
        var claim = Settings.Scanner(port: scanner.port)
        claim.kind = scanner.kind
        claim.isIgnored = scanner.isIgnored
        claim.layout = scanner.layout
        claim.codePage = scanner.codePage
        claim.idle = scanner.idle
        return claim
    }

    private func begin(_ work: Work) -> Running? {
        do {
            switch work {
            case .usb(let host, let scanners, let atStop):
                let bus = try connect(host)
                let devices = ConditionBox<[DeviceID]>([])
                let service = ScannerService(bus: bus, settings: Self.settings(scanners, atStop), log: log) {
                    [self] report in
                    take(report, host: host ?? "", devices)
                }
                let threads = [try DeviceThread.start(service.name) { bus.run() }, try DeviceThread.start(service)]
                return Running(work: work, service: service, threads: threads, bus: bus, devices: devices)
            case .serial(let settings):
                let devices = ConditionBox<[DeviceID]>([])
                let service = try SerialScannerService(settings: settings, log: log) { [self] report in
                    take(report, host: "", devices)
                }
                return Running(
                    work: work,
                    service: service,
                    threads: [try DeviceThread.start(service)],
                    bus: nil,
                    devices: devices
                )
            }
        } catch {
            log.error("scanners cannot be served", ["reason": "\(error)"])
            return nil
        }
    }

    private func end(_ ending: [Running]) {
        ending.forEach { $0.service.stop() }
        for running in ending {
            running.threads.last?.join(until: .after(milliseconds: 4_000))
            running.bus?.stop()
            running.threads.first?.join(until: .after(milliseconds: 1_000))
        }
    }

    /// Rules in the order of the file; an entry for any device says how those without a rule of their own type.
    private static func settings(_ scanners: [Settings.Scanner], _ atStop: Settings.USBStop) -> ScannerSettings {
        var settings = ScannerSettings(takesDeclared: false, keyboard: keyboard(Settings.Scanner(port: .declared)))
        settings.stop = atStop == .giveToKeyboard ? .giveToKeyboard : .keepFromKeyboard
        for scanner in scanners {
            guard case .usb(_, let model, let port, let serial) = scanner.port else {
                continue
            }
            if model == nil, port == nil, serial == nil {
                settings.takesDeclared = true
                settings.keyboard = keyboard(scanner)
            } else {
                settings.rules.append(
                    ScannerRule(
                        model: model,
                        port: port,
                        serial: serial,
                        kind: scanner.kind,
                        isIgnored: scanner.isIgnored,
                        keyboard: keyboard(scanner)
                    )
                )
            }
        }
        return settings
    }

    private static func keyboard(_ scanner: Settings.Scanner) -> KeyboardDecoderSettings {
        KeyboardDecoderSettings(
            layout: KeyboardLayout.named(scanner.layout) ?? KeyboardLayout.all[0],
            codePage: scanner.codePage,
            idle: scanner.idle,
            isProbed: scanner.layout == Settings.Scanner.probe
        )
    }

    // MARK: telling

    private func perform(_ action: ScannerAction, on device: DeviceID) {
        for case let usb as ScannerService in running.withLock({ $0.map(\.service) }) {
            usb.perform(action, on: device)
        }
    }

    /// Locks or unlocks a scanner as its entry says; one that always reads is told so only if it was locked before.
    private func tell(_ scanner: inout Told) {
        let isLocked = intake.entry(of: scanner.device).reads == .onDemand && !scanner.isWanted
        let isUntold = scanner.isLocked == nil && intake.entry(of: scanner.device).reads == .always
        if scanner.isLocked != isLocked, !isUntold {
            scanner.isLocked = isLocked
            perform(.preventRead(isLocked), on: scanner.device)
        }
    }

    // MARK: reports

    private func take(
        _ report: ScannerReport,
        host: String,
        _ devices: ConditionBox<[DeviceID]>
    ) {
        switch report {
        case .connected(let id, let name, let model):
            devices.update { $0.append(id) }
            told.withLock { $0.removeAll { $0.device == id } }
            intake.connected(id, name: name, place: Self.place(of: id, model: model, host: host))
        case .disconnected(let id):
            devices.update { $0.removeAll { $0 == id } }
            disconnected(id)
        case .faulted(let id, let problem, let detail):
            post(.scanner(.faulted(id, problem: problem, detail: detail)))
        case .recovered(let id): post(.scanner(.recovered(id)))
        case .read(let id, let reading): intake.take(reading, from: id)
        }
    }

    private func disconnected(_ id: DeviceID) {
        told.withLock { $0.removeAll { $0.device == id } }
        intake.disconnected(id)
        post(.scanner(.disconnected(id)))
    }

    /// The place that a device's id names; it has a model on USB only.
    private static func place(of id: DeviceID, model: String?, host: String) -> ScannerPlace {
        guard let model else {
            return ScannerPlace(host: host, port: id.topology)
        }
        let parts = id.topology.split(separator: "#", maxSplits: 1)
        return ScannerPlace(
            host: host,
            model: model,
            port: parts.first?.split(separator: "/").last.map(String.init),
            serial: parts.count > 1 ? String(parts[1]) : nil
        )
    }
}

extension StationScanners: ScannerTelling {
    func take(_ keys: [MemberKey]) {
        intake.take(keys)
    }

    func tell(_ device: DeviceID, accepted: Bool) {
        let beeps = intake.entry(of: device).beeps
        if accepted ? beeps == .all : beeps != .none {
            perform(.beep(accepted ? .goodReadBeep : .errorBeep), on: device)
        }
    }

    func tell(_ device: DeviceID, wanted: Bool) {
        told.withLock { told in
            var scanner = told.first { $0.device == device } ?? Told(device: device, isWanted: wanted)
            scanner.isWanted = wanted
            tell(&scanner)
            told.removeAll { $0.device == device }
            told.append(scanner)
        }
    }
}
