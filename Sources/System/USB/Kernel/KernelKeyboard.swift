import CLinux
import Glibc
import Linux

/// A keyboard-mode device read through the kernel and grabbed from everybody else (EVIOCGRAB), for where USB may not be opened.
///
/// Gives the reports the device would have given: 8 bytes, modifiers, 0, up to six usages. Belongs to one thread.
public struct KernelKeyboard: ~Copyable {
    /// `struct input_event` on 64-bit Linux: 16 bytes of time, type, code, value.
    private static let eventSize = 24
    /// _IOW('E', 0x90, int).
    private static let grab: UInt = 0x4004_4590

    private let file: FileDescriptor
    private let path: String
    private var state = KernelKeyState()
    private var reports: [[UInt8]] = []

    /// Opens an event node and grabs it; `busy` when another program has it, `access` without the right to read it.
    public init(path: String) throws(USBError) {
        let file = try Self.open(path)
        guard countertop_ioctl(file.raw, Self.grab, UnsafeMutableRawPointer(bitPattern: 1)) == 0 else {
            throw USBError(call: "EVIOCGRAB", code: Self.code(errno), number: errno, place: path)
        }
        self.file = file
        self.path = path
    }

    /// For `Poll.wait`.
    public var descriptor: Int32 { file.raw }

    /// The next report; nil when the deadline passed. `overflow` when the kernel lost some, `noDevice` when it is unplugged.
    public mutating func next(until deadline: Deadline) throws(USBError) -> [UInt8]? {
        while reports.isEmpty {
            let bytes: [UInt8]
            do throws(LinuxError) {
                guard try Poll.wait(file.raw, for: .readable, until: deadline) else {
                    return nil
                }
                bytes = try file.read(upTo: 64 * Self.eventSize)
            } catch {
                guard error.errno != EAGAIN else {
                    continue
                }
                throw USBError(call: error.call, code: Self.code(error.errno), number: error.errno, place: path)
            }
            guard !bytes.isEmpty else {
                throw USBError(call: "read", code: .noDevice, place: path)
            }
            for start in stride(from: 0, through: bytes.count - Self.eventSize, by: Self.eventSize) {
                guard let event = KernelKeyEvent(bytes[start..<start + Self.eventSize]) else {
                    continue
                }
                switch state.take(event) {
                case .nothing: break
                case .report(let report): reports.append(report)
                case .lost: throw USBError(call: "read", code: .overflow, place: path)
                }
            }
        }
        return reports.removeFirst()
    }

    private static func open(_ path: String) throws(USBError) -> FileDescriptor {
        do throws(LinuxError) {
            return try FileDescriptor(open: path, flags: O_RDONLY | O_NONBLOCK)
        } catch {
            throw USBError(call: "open", code: code(error.errno), number: error.errno, place: path)
        }
    }

    private static func code(_ number: Int32) -> USBError.Code {
        switch number {
        case EACCES, EPERM: .access
        case EBUSY: .busy
        case ENODEV, ENOENT, ENXIO: .noDevice
        default: .io
        }
    }
}
