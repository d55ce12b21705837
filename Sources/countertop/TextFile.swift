import Glibc
import Linux

/// Reads a file or standard input whole.
enum TextFile {
    /// At most 4 MB; `-` is standard input.
    static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
        do throws(LinuxError) {
            return path == "-" ? try Files.readStandardInput(limit: 4 << 20) : try Files.read(path, limit: 4 << 20)
        } catch {
            throw .usage("\(path) cannot be read: \(String(cString: strerror(error.errno))).")
        }
    }
}
