import Glibc
import Linux

/// Appends what would be printed to a file.
final class FilePrinterPort: PrinterPort {
    private var file: FileDescriptor?

    init(path: String) throws(LinuxError) {
        file = try FileDescriptor(open: path, flags: O_WRONLY | O_CREAT | O_APPEND)
    }

    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8] {
        _ = try Poll.wait(wake.descriptor, for: .readable, until: deadline)
        return []
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int {
        try file?.writeAll(Array(bytes))
        return bytes.count
    }

    func pendingOutput() -> Int { 0 }

    func setHandshake(_ on: Bool) {}

    func close() {
        file = nil
    }
}
