import Glibc
import Linux
import USB

/// A printer that this program drives by itself, on a USB port of this machine or of a USB/IP server.
///
/// SOFT_RESET is never sent: it would throw away what the printer still holds of a receipt whose end is to be learnt.
final class USBPrinterPort: PrinterPort {
    /// What may be on its way: enough for the speed of any head, little enough that a status request is not late.
    static let mostPending = 4_096
    /// Bytes of one transfer, so that what the printer takes shows as it takes it.
    private static let portion = 1_024
    /// For questions on the control pipe.
    private static let answer = 300
    private static let chatterPause = 100

    let identity: PrinterPortIdentity
    private var device: USBDevice?
    private let location: String
    private let printer: USBPrinterInterface
    private let output: USBOutput
    private let input: USBInput?
    private let inbox: USBPrinterInbox
    private let isGivenBack: Bool
    private var quietUntil: Deadline?

    /// Finds the printer, takes it from the kernel's driver and begins to listen.
    ///
    /// - Parameter isGivenBack: whether the kernel's driver has it again after `close`.
    init(_ place: USBPrinterPlace, on bus: any USBBus, isGivenBack: Bool, until deadline: Deadline) throws(LinuxError) {
        let inbox = try USBPrinterInbox()
        let info = try Self.find(place, on: bus, until: deadline)
        do throws(USBError) {
            let device = try Self.open(info, on: bus, until: deadline)
            let serial = try Self.serialNumber(of: device, until: deadline)
            guard (place.serialNumber ?? serial) == serial else {
                // Another one was plugged in there meanwhile.
                throw USBError(call: "open", code: .noDevice, place: info.location.description)
            }
            let configuration = try device.configuration(until: deadline)
            guard let printer = USBPrinterInterface(of: configuration, anyClass: place.model != nil) else {
                throw USBError(call: "open", code: .notSupported, place: info.location.description)
            }
            try device.claim(printer.number)
            if printer.alternate != 0 {
                try device.select(printer.alternate, of: printer.number)
            }
            let deviceID = try device.printerID(printer, until: min(deadline, .after(milliseconds: Self.answer)))
            identity = PrinterPortIdentity(serialNumber: serial, deviceID: deviceID)
            output = device.output(to: printer.output)
            input = printer.input.map {
                device.input(from: $0, length: Int($0.packetSize)) { reading, _ in inbox.take(reading) }
            }
            try input?.start()
            self.printer = printer
            self.inbox = inbox
            self.isGivenBack = isGivenBack
            location = info.location.description
            self.device = consume device
        } catch {
            throw LinuxError(error)
        }
    }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        while true {
            let contents = inbox.takeAll()
            guard contents.bytes.isEmpty else {
                return contents.bytes
            }
            if let failure = contents.failure {
                try restart(after: failure)
            } else if contents.empty >= USBPrinterInbox.mostEmpty, quietUntil == nil {
                input?.stop()
                quietUntil = .after(milliseconds: Self.chatterPause)
            }
            if let quietUntil, quietUntil.isPast {
                self.quietUntil = nil
                inbox.forget()
                try LinuxError.usb { () throws(USBError) in try input?.start() }
            }
            try checkOutput()
            let limit = min(deadline, quietUntil ?? .never)
            let answers = try Poll.wait(
                [(inbox.news.descriptor, .readable), (wake.descriptor, .readable)],
                until: limit
            )
            if !answers[1].isEmpty || deadline.isPast {
                return inbox.takeAll().bytes
            }
        }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        try checkOutput()
        var rest = bytes
        var room = Self.mostPending - output.pending
        while room > 0, !rest.isEmpty {
            let portion = Array(rest.prefix(min(room, Self.portion)))
            do throws(USBError) {
                try output.send(portion)
            } catch {
                // What went before is on its way or lost: the next call tells.
                guard rest.count < bytes.count else {
                    throw LinuxError(error)
                }
                break
            }
            rest = rest.dropFirst(portion.count)
            room -= portion.count
        }
        return bytes.count - rest.count
    }

    func pendingOutput() throws(LinuxError) -> Int {
        try checkOutput()
        return output.pending
    }

    func setHandshake(_ on: Bool) {}

    func portStatus() throws(LinuxError) -> USBPrinterStatus? {
        try LinuxError.usb { () throws(USBError) in
            try device?.printerStatus(printer, until: .after(milliseconds: Self.answer))
        }
    }

    func close() {
        output.stop(until: .after(milliseconds: 500))
        input?.stop()
        if isGivenBack {
            // A device that is gone is with nobody.
            try? device?.release(printer.number, toKernel: true)
        }
        device = nil
    }

    /// A pipe that stalls has refused something; what of the stream the printer has is not known, so the line counts as lost.
    private func checkOutput() throws(LinuxError) {
        guard let failure = output.failure else {
            return
        }
        if failure.code == .stall {
            try? device?.clearHalt(printer.output)
        }
        throw LinuxError(failure)
    }

    /// Nothing of what the printer said is lost by a halt of its pipe.
    private func restart(after failure: USBError) throws(LinuxError) {
        guard failure.code == .stall, let input, let endpoint = printer.input else {
            throw LinuxError(failure)
        }
        try LinuxError.usb { () throws(USBError) in
            try device?.clearHalt(endpoint)
            inbox.forget()
            try input.start()
        }
    }

    // MARK: finding

    private static func find(
        _ place: USBPrinterPlace,
        on bus: any USBBus,
        until deadline: Deadline
    ) throws(LinuxError) -> USBDeviceInfo {
        let listed = try LinuxError.usb { () throws(USBError) in try bus.devices() }
        let candidates = listed.filter { info in
            // Of what cannot be listed, and of what has another class, only a named model is opened.
            place.mayBe(model: info.model, port: info.location.path)
                && (place.model != nil || info.interfaces.contains(where: \.isPrinter))
        }
        if candidates.count == 1 {
            // Its serial number is compared when it is open.
            return candidates[0]
        }
        var found: [USBDeviceInfo] = []
        for info in candidates {
            let isMeant = try place.serialNumber.map { wanted throws(LinuxError) in
                try serialNumber(of: info, on: bus, until: deadline) == wanted
            }
            if isMeant ?? true {
                found.append(info)
            }
        }
        guard found.count <= 1 else {
            throw LinuxError(call: "open", errno: ENOTUNIQ, path: place.description)
        }
        guard let info = found.first else {
            throw LinuxError(call: "open", errno: ENODEV, path: place.description)
        }
        return info
    }

    /// A USB/IP server takes a moment to know that a device which was just asked for its serial number is free again.
    private static func open(
        _ info: USBDeviceInfo,
        on bus: any USBBus,
        until deadline: Deadline
    ) throws(USBError) -> USBDevice {
        while true {
            do throws(USBError) {
                return try bus.open(info)
            } catch {
                guard error.code == .busy, !info.location.server.isEmpty, !deadline.isPast else {
                    throw error
                }
                usleep(20_000)
            }
        }
    }

    /// Asks the kernel first: another program may have the device.
    private static func serialNumber(
        of info: USBDeviceInfo,
        on bus: any USBBus,
        until deadline: Deadline
    ) throws(LinuxError) -> String? {
        if let known = KernelHID.serialNumber(at: info.location) {
            return known
        }
        do throws(USBError) {
            return try serialNumber(of: bus.open(info), until: deadline)
        } catch {
            // One that is in use is somebody else's.
            guard error.code == .busy || error.code == .noDevice else {
                throw LinuxError(error)
            }
            return nil
        }
    }

    private static func serialNumber(
        of device: borrowing USBDevice,
        until deadline: Deadline
    ) throws(USBError) -> String? {
        try device.serialNumber(until: deadline)
    }
}
