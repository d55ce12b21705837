import Glibc

/// The program that this process runs.
public enum ThisProgram {
    /// Its path without symbolic links.
    public static func path() throws(LinuxError) -> String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else {
            throw LinuxError(call: "readlink", errno: errno, path: "/proc/self/exe")
        }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The folder it lies in.
    public static func folder() throws(LinuxError) -> String { Files.folder(of: try path()) }
}
