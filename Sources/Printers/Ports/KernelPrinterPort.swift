import Glibc
import Linux
import USB

/// A USB printer through the node of the kernel's driver usblp, which lets one program have it at a time.
final class KernelPrinterPort: PrinterPort {
    /// The driver has one transfer on its way and takes the next when that is through: what the printer takes shows in steps
    /// of this.
    static let portion = 2_048
    private static let chatterPause = 50

    let identity: PrinterPortIdentity
    private var file: FileDescriptor?
    private let node: String
    /// Bytes of the transfer on its way.
    private var onTheirWay = 0
    private var speaks = true

    /// - Parameter root: where `/sys` and `/dev` are found.
    init(_ place: USBPrinterPlace, root: String = "") throws(LinuxError) {
        let printer = try Self.find(place, root)
        let file = try FileDescriptor(open: printer.node, flags: O_RDWR | O_NONBLOCK)
        // Nodes are numbered anew at each plugging in: another printer may have got this one meanwhile.
        guard try Self.find(place, root) == printer else {
            throw LinuxError(call: "open", errno: ENODEV, path: printer.node)
        }
        self.file = consume file
        node = printer.node
        identity = PrinterPortIdentity(serialNumber: printer.serialNumber, deviceID: printer.deviceID)
    }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        while let descriptor = file?.raw {
            // Of a printer that only listens it is still told when it goes.
            let answers = try Poll.wait(
                [(descriptor, speaks ? .readable : []), (wake.descriptor, .readable)],
                until: deadline
            )
            guard !answers[0].isEmpty else {
                return []
            }
            do throws(LinuxError) {
                guard let bytes = try file?.read(upTo: 4_096, until: .now) else {
                    return []
                }
                guard bytes.isEmpty else {
                    return bytes
                }
            } catch {
                guard error.errno == EINVAL, speaks else {
                    throw named(error)
                }
                speaks = false
                continue
            }
            // Some printers answer with nothing instead of not answering, as fast as they are asked.
            let pause = min(deadline, .after(milliseconds: Self.chatterPause))
            if try Poll.wait(wake.descriptor, for: .readable, until: pause) || deadline.isPast {
                return []
            }
        }
        throw LinuxError(call: "read", errno: EBADF, path: node)
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        guard try pendingOutput() == 0 else {
            return 0
        }
        do throws(LinuxError) {
            onTheirWay = try file?.write(Array(bytes.prefix(Self.portion)), until: .now) ?? 0
            return onTheirWay
        } catch {
            throw named(error)
        }
    }

    func pendingOutput() throws(LinuxError) -> Int {
        guard onTheirWay > 0, let descriptor = file?.raw else {
            return 0
        }
        let events = try Poll.wait([(descriptor, .writable)], until: .now)[0]
        guard events.isDisjoint(with: [.hangUp, .failed]) else {
            throw LinuxError(call: "poll", errno: ENODEV, path: node)
        }
        if events.contains(.writable) {
            onTheirWay = 0
        }
        return onTheirWay
    }

    func setHandshake(_ on: Bool) {}

    func portStatus() -> USBPrinterStatus? {
        guard let descriptor = file?.raw else {
            return nil
        }
        return KernelPrinter.status(descriptor)
    }

    /// The driver takes back what the printer has not taken.
    func close() {
        file = nil
    }

    private func named(_ error: LinuxError) -> LinuxError {
        LinuxError(call: error.call, errno: error.errno, path: node)
    }

    private static func find(_ place: USBPrinterPlace, _ root: String) throws(LinuxError) -> KernelPrinter {
        let found = KernelPrinter.all(root: root).filter { printer in
            place.mayBe(model: printer.model, port: printer.location.path)
                && (place.serialNumber ?? printer.serialNumber) == printer.serialNumber
        }
        guard found.count <= 1 else {
            throw LinuxError(call: "open", errno: ENOTUNIQ, path: place.description)
        }
        guard let printer = found.first else {
            throw LinuxError(call: "open", errno: ENODEV, path: place.description)
        }
        return printer
    }
}
