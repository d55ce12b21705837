import Domain
import HID
import Linux
import Runtime
import USB

/// The work on one device, on its own thread: choose, claim, read, and begin again after a fault.
final class ScannerWorker {
    /// Milliseconds a device may be lost before that is a fault: an unplugging is told by the bus, which may be slow.
    private static let lossGrace: UInt64 = 3_000
    /// Looks at a device that may not be opened and of which nothing is known.
    private static let mostAttempts = 4

    let session: ScannerSession
    let bus: any USBBus
    let settings: ScannerSettings
    let log: Log
    private let report: @Sendable (ScannerReport) -> Void
    /// Told as connected, in this order.
    private var devices: [DeviceID] = []
    private var identity: (devices: [DeviceID], name: String)?
    private var trouble: ScannerTrouble?
    /// When the device first did not answer at all.
    private var lostSince: Deadline?
    private var attempts = 0
    private(set) var preventsRead = false

    init(
        session: ScannerSession,
        bus: any USBBus,
        settings: ScannerSettings,
        log: Log,
        report: @escaping @Sendable (ScannerReport) -> Void
    ) {
        self.session = session
        self.bus = bus
        self.settings = settings
        self.log = log
        self.report = report
    }

    /// Works until the device is gone, the service stops, or the device is seen to be none of ours.
    func run() {
        var backoff = Backoff(first: 250, limit: 5_000, random: { $0.upperBound })
        while session.endingReason == nil {
            do throws(USBError) {
                guard try attend(works: { backoff.reset() }) else {
                    return
                }
            } catch {
                if session.endingReason == nil {
                    identifyIfNamed()
                    tell(ScannerTrouble(error, of: session.info))
                    session.pause(milliseconds: backoff.next())
                }
            }
        }
        if session.endingReason == .unplugged {
            devices.forEach { report(.disconnected($0)) }
        }
    }

    static var now: Int64 { Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) }

    func soon() -> Deadline { .after(milliseconds: settings.answerTime) }

    // MARK: telling

    /// Takes note of what the device is; it is told with the first thing that is told of it, be it a fault or that it works.
    func identify(_ kinds: [DeviceID.Kind], serial: String?, name: String) {
        let topology = session.info.location.description + (serial.map { "#" + $0 } ?? "")
        identity = (kinds.map { DeviceID(kind: $0, topology: topology) }, name)
    }

    /// Tells that the device is there, once for each kind of device it is.
    private func announce() {
        guard let (found, name) = identity, found != devices else {
            return
        }
        for device in devices where !found.contains(device) {
            report(.disconnected(device))
        }
        for device in found where !devices.contains(device) {
            report(.connected(device, name: name, model: session.info.model))
        }
        devices = found
    }

    /// A device that the settings name is told even if nothing can be read of it; others may be anybody's.
    private func identifyIfNamed() {
        let info = session.info
        let serial = KernelHID.serialNumber(at: info.location)
        guard identity == nil, let rule = settings.rules.first(where: { $0.matches(info, serial: serial) }),
            !rule.isIgnored
        else {
            return
        }
        identify([rule.kind ?? .scanner], serial: serial, name: info.model)
    }

    func tell(_ reading: ScannerReading, kind: DeviceID.Kind) {
        if let device = devices.first(where: { $0.kind == kind }) ?? devices.first {
            report(.read(device, reading))
        }
    }

    /// The device works, which in search of its layout is to wait for the label.
    func tellReads(_ choice: ScannerChoice) {
        tellWorks()
        if choice.keyboard.isProbed, choice.interfaces.contains(where: { $0.functions.contains(.keyboard) }) {
            tell(ScannerTrouble.probing)
        }
    }

    /// Tells what came out of a decoder.
    func tell(_ yield: InterfaceDecoder.Yield, kind: DeviceID.Kind) {
        for reading in yield.readings {
            tell(reading, kind: kind)
        }
        if let probed = yield.probed {
            tell(ScannerTrouble(probed: probed))
        } else if let fault = yield.fault {
            tell(ScannerTrouble(garbled: fault))
        } else if !yield.readings.isEmpty {
            tellWorks()
        }
    }

    /// A fault is told once, until the device works again or has another one.
    func tell(_ trouble: ScannerTrouble) {
        let since = trouble.isLoss ? lostSince ?? .after(milliseconds: 0) : nil
        lostSince = since
        if let since, (SystemClock.monotonicNanoseconds &- since.nanoseconds) / 1_000_000 < Self.lossGrace {
            return
        }
        guard self.trouble?.problem != trouble.problem || self.trouble != trouble && trouble.isAnswer else {
            return
        }
        if self.trouble?.problem == trouble.problem {
            devices.forEach { report(.recovered($0)) }
        }
        self.trouble = trouble
        announce()
        guard !devices.isEmpty else {
            // It may be somebody's keyboard: nobody is to be alarmed.
            return
        }
        log.about(session.info.location.description).warning("the device cannot be read", ["reason": trouble.detail])
        devices.forEach { report(.faulted($0, problem: trouble.problem, detail: trouble.detail)) }
    }

    /// The device works.
    func tellWorks() {
        lostSince = nil
        announce()
        if trouble != nil {
            trouble = nil
            devices.forEach { report(.recovered($0)) }
        }
    }

    func obey(_ action: ScannerAction) {
        if case .preventRead(let prevents) = action {
            preventsRead = prevents
        }
    }

    // MARK: attending

    /// Chooses, opens and reads; false when the device is none of ours. True only when the session is to end.
    private func attend(works: () -> Void) throws(USBError) -> Bool {
        let info = session.info
        let known = KernelHID.reportDescriptors(at: info.location)
        let serial = KernelHID.serialNumber(at: info.location)
        let early = ScannerChoice(
            info,
            serial: serial,
            descriptors: known.sorted { $0.key < $1.key }.map { (number: $0.key, bytes: $0.value) },
            settings: settings
        )
        // The kernel has read every descriptor already: a device that is none of ours is not even opened.
        if early == nil, !known.isEmpty, known.count == info.interfaces.count(where: \.isHID) {
            return false
        }
        let device: USBDevice
        do throws(USBError) {
            device = try bus.open(info)
        } catch {
            guard error.code == .access, let early else {
                // Not to be opened, and not known to be ours: the kernel's driver may yet tell, a moment after plugging in.
                attempts += 1
                if error.code == .access, attempts > Self.mostAttempts {
                    return false
                }
                throw error
            }
            identify(early.kinds, serial: serial, name: info.model)
            try readFromKernel(early, denied: error, works: works)
            return true
        }
        return try read(device, known: known, serial: serial, works: works)
    }
}
