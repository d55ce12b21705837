import Glibc
import Linux

/// Reads secrets from files that nobody else may read.
public enum KeyFile {
    /// At most 4 KiB; `EACCES` for a file with any right for group or others.
    public static func read(_ path: String) throws(LinuxError) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw LinuxError(call: "stat", errno: errno, path: path)
        }
        guard status.st_mode & 0o077 == 0 else {
            throw LinuxError(call: "mode of the file is not 0600", errno: EACCES, path: path)
        }
        return try Files.read(path, limit: 4096)
    }
}
