import HID
import Linux
import Runtime
import USB

extension ScannerWorker {
    /// An interface that is read.
    private struct Reader {
        let plan: InterfacePlan
        let decoder: InterfaceDecoder
        let endpoint: USBEndpoint
        let input: USBInput
        /// Failures since the last message.
        var strikes = 0
    }

    /// Failures of an endpoint, one after another, that are cured by clearing it; after them the device is opened anew.
    private static let mostStrikes = 3
    /// Reports of an interface that may wait for this thread, which may be away for seconds at 1 ms a report. After them the
    /// device itself is made to wait: of what it is not asked for it keeps as much as it can.
    private static let mostWaiting = 4_096

    /// Reads an open device until the session is to end; false when the device is none of ours.
    func read(
        _ device: consuming USBDevice,
        known: [UInt8: [UInt8]],
        serial: String?,
        works: () -> Void
    ) throws(USBError) -> Bool {
        forgetMessages()
        // Setting 0 of each interface: it is the one in force after the configuration was set, and HID interfaces have no other.
        let hid = try device.configuration(until: soon()).interfaces
            .filter { $0.alternate == 0 && $0.interfaceClass.isHID }
        var claimed: [UInt8] = []
        var descriptors: [(number: UInt8, bytes: [UInt8]?)] = []
        for interface in hid {
            if let bytes = known[interface.number] {
                descriptors.append((interface.number, bytes))
            } else {
                try device.claim(interface.number)
                claimed.append(interface.number)
                descriptors.append((interface.number, try reportDescriptor(of: interface, from: device)))
            }
        }
        let serial = if let serial { serial } else { try device.serialNumber(until: soon()) }
        guard
            let choice = ScannerChoice(session.info, serial: serial, descriptors: descriptors, settings: settings)
        else {
            for number in claimed {
                try device.release(number, toKernel: true)
            }
            return false
        }
        // All of them, also those of which nothing is read: no key may reach the console by another interface.
        for interface in hid where !claimed.contains(interface.number) {
            try device.claim(interface.number)
        }
        let name = try device.productName(until: soon())
        identify(choice.kinds, serial: serial, name: name.isEmpty ? session.info.model : name)
        guard choice.isReadable else {
            throw USBError(
                call: "report descriptor",
                code: .malformed,
                place: session.info.location.description,
                detail: choice.fault ?? "nothing in it that is read here"
            )
        }
        var readers: [Reader] = []
        for (index, plan) in choice.interfaces.enumerated() {
            guard let decoder = InterfaceDecoder(plan, keyboard: choice.keyboard), let descriptor = plan.descriptor,
                let interface = hid.first(where: { $0.number == plan.number }),
                let endpoint = interface.endpoints.first(where: { $0.isIn })
            else {
                continue
            }
            try prepare(plan, choice, isBoot: interface.interfaceClass.subclass == 1, device)
            let input = device.input(
                from: endpoint,
                length: descriptor.longestReport(.input),
                transfers: settings.transfers,
                window: Self.mostWaiting
            ) { [session] reading, time in
                session.inbox.post(.reading(index, reading, at: time))
            }
            readers.append(Reader(plan: plan, decoder: decoder, endpoint: endpoint, input: input))
            try input.start()
        }
        tellReads(choice)
        works()
        try loop(&readers, choice, device)
        if preventsRead, session.endingReason == .stopped {
            // Whoever has it next would find it dead. What a device makes of it does not keep the service from stopping.
            obey(.preventRead(false))
            try? perform(.preventRead(false), choice, device)
        }
        readers.forEach { $0.input.stop() }
        if session.endingReason == .stopped, settings.stop == .giveToKeyboard {
            for interface in hid {
                try device.release(interface.number, toKernel: true)
            }
        }
        return true
    }

    /// What still waits from before the device was opened anew is about transfers that are no more.
    private func forgetMessages() {
        for message in session.inbox.takeAll(waitingUpTo: .now) {
            switch message {
            case .action(let action): obey(action)
            case .reading(_, let reading, _): reading.wipe()
            case .ended: break
            }
        }
    }

    private func loop(
        _ readers: inout [Reader],
        _ choice: ScannerChoice,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        while true {
            // What was read before the plug was pulled is still taken.
            let isEnding = session.endingReason != nil
            let due = readers.compactMap { reader in reader.decoder.deadline.map { $0 - reader.input.time } }.min()
            let deadline = due.map { Deadline.after(milliseconds: Int($0)) } ?? .never
            let messages = session.inbox.takeAll(waitingUpTo: isEnding ? .now : deadline)
            guard !isEnding || !messages.isEmpty else {
                return
            }
            // Also what nobody comes to after a failure.
            defer { messages.forEach { $0.wipe() } }
            for message in messages {
                switch message {
                case .ended: return
                case .action(let action):
                    obey(action)
                    try perform(action, choice, device)
                case .reading(let number, let reading, let time):
                    if let index = readers.firstIndex(where: { choice.interfaces[number].number == $0.plan.number }) {
                        try take(reading, at: time, &readers[index], device)
                    }
                }
            }
            // Nothing waits: only then a silence is one of the device.
            for reader in readers where messages.isEmpty {
                try use(reader.decoder.elapsed(to: reader.input.time), reader.plan, device)
            }
        }
    }

    private func take(
        _ reading: USBReading,
        at time: Int64,
        _ reader: inout Reader,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        switch reading {
        case .data(let bytes):
            reader.strikes = 0
            let yield = reader.decoder.take(bytes, at: time)
            reading.wipe()
            reader.input.take()
            try use(yield, reader.plan, device)
        case .failed(let error):
            // What comes after a gap must not be joined to what came before it.
            reader.decoder.reset()
            reader.strikes += 1
            guard error.code != .noDevice, error.code != .cancelled, reader.strikes <= Self.mostStrikes else {
                throw error
            }
            log.about(session.info.location.description).notice("an endpoint failed", ["error": error.description])
            if error.code == .stall {
                try device.clearHalt(reader.endpoint)
            }
            try reader.input.start()
        }
    }

    /// Tells what came out of a decoder, and the device what it expects.
    private func use(
        _ yield: InterfaceDecoder.Yield,
        _ plan: InterfacePlan,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        tell(yield, kind: plan.kind)
        if let lamps = yield.lamps, let report = plan.descriptor.flatMap(lamps.report) {
            try send(report, to: plan.number, device)
        }
    }

    // MARK: requests to the device

    /// Nil when the device refuses.
    private func reportDescriptor(
        of interface: USBInterface,
        from device: borrowing USBDevice
    ) throws(USBError) -> [UInt8]? {
        let length = interface.reportDescriptorLength ?? UInt16(ReportDescriptor.largestDescriptor)
        let request = USBControlRequest(
            requestType: 0x81,
            request: 6,
            value: 0x2200,
            index: UInt16(interface.number),
            length: length
        )
        do throws(USBError) {
            return try device.read(request, until: soon())
        } catch {
            guard error.code == .stall else {
                throw error
            }
            return nil
        }
    }

    /// Brings an interface into the state in which it is read.
    private func prepare(
        _ plan: InterfacePlan,
        _ choice: ScannerChoice,
        isBoot: Bool,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        // No repetition while nothing changes (HID 1.11 §7.2.4), and the reports of the descriptor, not the boot protocol's.
        try request(10, value: 0, data: [], to: plan.number, device)
        if isBoot {
            try request(11, value: 1, data: [], to: plan.number, device)
        }
        guard let descriptor = plan.descriptor else {
            return
        }
        if plan.functions.contains(.keyboard), let dark = KeyboardLEDs().report(for: descriptor) {
            // Nobody else tells it any more, and some invert Shift by the lamp.
            try send(dark, to: plan.number, device)
        }
        if plan.functions.contains(.posScanner),
            choice.interfaces.contains(where: { $0.functions.contains(.keyboard) }),
            let redirect = plan.model?.redirect(to: plan.number)
        {
            try send(redirect, to: plan.number, device)
        }
        if preventsRead {
            try perform(.preventRead(true), choice, device)
        }
    }

    private func perform(
        _ action: ScannerAction,
        _ choice: ScannerChoice,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        for plan in choice.interfaces where plan.functions.contains(.posScanner) {
            let control = plan.descriptor.map { POSScannerControl($0) }
            let report =
                switch action {
                case .preventRead: control?.report(.preventRead, preventsRead: preventsRead)
                case .beep(let beep): control?.report(beep, preventsRead: preventsRead)
                }
            if let report {
                try send(report, to: plan.number, device)
            }
        }
    }

    /// SET_REPORT (HID 1.11 §7.2.2).
    private func send(
        _ report: OutgoingReport,
        to interface: UInt8,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        let value = UInt16(report.direction.rawValue) << 8 | UInt16(report.id)
        try request(9, value: value, data: report.bytes, to: interface, device)
    }

    /// A class request to an interface; one that the device does not know does no harm. That the device is gone is told by its
    /// inputs, behind all that it has sent before.
    private func request(
        _ number: UInt8,
        value: UInt16,
        data: [UInt8],
        to interface: UInt8,
        _ device: borrowing USBDevice
    ) throws(USBError) {
        let request = USBControlRequest(
            requestType: 0x21,
            request: number,
            value: value,
            index: UInt16(interface),
            length: UInt16(data.count)
        )
        do throws(USBError) {
            try device.control(request, sending: data, until: soon())
        } catch {
            guard error.code == .stall || error.code == .noDevice else {
                throw error
            }
        }
    }
}
