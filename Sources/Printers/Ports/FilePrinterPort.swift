import Glibc
import Linux

/// Appends what would be printed to a file, or to a pipe that another program reads.
final class FilePrinterPort: PrinterPort {
    private var file: FileDescriptor?
    private let path: String

    init(path: String) throws(LinuxError) {
        self.path = path
        // A pipe nobody reads, or reads no further, holds nobody up.
        file = try FileDescriptor(open: path, flags: O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK)
    }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        _ = try Poll.wait(wake.descriptor, for: .readable, until: deadline)
        return []
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        do throws(LinuxError) {
            return try file?.write(Array(bytes), until: .now) ?? 0
        } catch {
            throw LinuxError(call: error.call, errno: error.errno, path: path)
        }
    }

    func pendingOutput() -> Int { 0 }

    func setHandshake(_ on: Bool) {}

    func close() {
        file = nil
    }
}
