import CLinux
import Glibc

/// Whole files; every call may block on the disk.
public enum Files {
    /// The contents of a file of at most `limit` bytes; a longer one is EFBIG.
    public static func read(_ path: String, limit: Int = 16 << 20) throws(LinuxError) -> [UInt8] {
        try contents(of: try FileDescriptor(open: path, flags: O_RDONLY), path, limit)
    }

    /// What comes on standard input up to its end, at most `limit` bytes; more is EFBIG.
    public static func readStandardInput(limit: Int = 16 << 20) throws(LinuxError) -> [UInt8] {
        let copy = try retrying("dup", nil) { dup(STDIN_FILENO) }
        return try contents(of: FileDescriptor(owning: copy), "standard input", limit)
    }

    private static func contents(
        of file: borrowing FileDescriptor,
        _ path: String,
        _ limit: Int
    ) throws(LinuxError) -> [UInt8] {
        var contents: [UInt8] = []
        while true {
            let part: [UInt8]
            do throws(LinuxError) {
                part = try file.read(upTo: min(65_536, limit - contents.count + 1))
            } catch {
                throw LinuxError(call: error.call, errno: error.errno, path: path)
            }
            guard !part.isEmpty else {
                return contents
            }
            contents += part
            guard contents.count <= limit else {
                throw LinuxError(call: "read", errno: EFBIG, path: path)
            }
        }
    }

    /// Puts a file in place whole and durable: a new file beside it, fsync, rename, fsync of the folder.
    public static func writeAtomically(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o600) throws(LinuxError) {
        let temporary = path + ".new-\(getpid())"
        unlink(temporary)
        do throws(LinuxError) {
            let file = try FileDescriptor(open: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
            try file.writeAll(bytes)
            try file.sync()
            try file.close()
            try rename(temporary, to: path)
        } catch {
            unlink(temporary)
            throw LinuxError(call: error.call, errno: error.errno, path: path)
        }
        try syncFolder(of: path)
    }

    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether this process may make files in the folder.
    public static func isWritableFolder(_ path: String) -> Bool { access(path, W_OK | X_OK) == 0 }

    /// Bytes of the file; nil when there is none.
    public static func size(_ path: String) -> Int64? {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int64(facts.st_size) : nil
    }

    /// Bytes an ordinary user may still write on the file system of `path`; nil when it cannot be asked.
    public static func freeBytes(at path: String) -> Int64? {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else {
            return nil
        }
        return Int64(
            clamping: UInt64(facts.f_bavail).multipliedReportingOverflow(by: UInt64(facts.f_frsize)).partialValue
        )
    }

    /// Makes the folder and those above it; one that exists is left as it is.
    public static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(LinuxError) {
        if mkdir(path, mode) == 0 || errno == EEXIST {
            return
        }
        let number = errno
        let parent = folder(of: path)
        guard number == ENOENT, parent != path else {
            throw LinuxError(call: "mkdir", errno: number, path: path)
        }
        try makeFolder(parent, mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw LinuxError(call: "mkdir", errno: errno, path: path)
        }
    }

    /// Makes a fresh folder of mode 0700 whose name begins with `name`, in `base`; the caller removes it.
    public static func makeTemporaryFolder(_ name: String, in base: String = "/tmp") throws(LinuxError) -> String {
        var template = Array("\(base)/\(name)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LinuxError(call: "mkdtemp", errno: errno, path: base)
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    public static func rename(_ old: String, to new: String) throws(LinuxError) {
        guard Glibc.rename(old, new) == 0 else {
            throw LinuxError(call: "rename", errno: errno, path: old)
        }
    }

    /// Removes a file; one that is not there is no error.
    public static func remove(_ path: String) throws(LinuxError) {
        guard unlink(path) == 0 || errno == ENOENT else {
            throw LinuxError(call: "unlink", errno: errno, path: path)
        }
    }

    public static func setMode(_ path: String, _ mode: UInt32) throws(LinuxError) {
        guard chmod(path, mode) == 0 else {
            throw LinuxError(call: "chmod", errno: errno, path: path)
        }
    }

    /// Makes a file of `size` bytes whose blocks are really taken (posix_fallocate(3)); an existing one is kept or grown.
    public static func reserve(_ path: String, size: Int64) throws(LinuxError) {
        let file = try FileDescriptor(open: path, flags: O_RDWR | O_CREAT)
        let number = countertop_fallocate(file.raw, size)
        guard number == 0 else {
            throw LinuxError(call: "posix_fallocate", errno: number, path: path)
        }
        try file.sync()
    }

    /// Makes a rename or a new file in the folder of `path` durable.
    public static func syncFolder(of path: String) throws(LinuxError) {
        let parent = folder(of: path)
        let descriptor = try FileDescriptor(open: parent, flags: O_RDONLY | O_DIRECTORY)
        do throws(LinuxError) {
            try descriptor.sync()
        } catch {
            throw LinuxError(call: error.call, errno: error.errno, path: parent)
        }
    }

    /// The folder part of a path; `.` for a bare name.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else {
            return "."
        }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
