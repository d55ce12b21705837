import CLinux
import Glibc

/// File descriptors of other processes.
public enum ProcessDescriptor {
    /// A duplicate, in this process, of `descriptor` of a child of ours (pidfd_getfd(2), Linux 5.6); the caller owns it.
    ///
    /// A socket made in another network namespace comes over with its connection. Needs the right to trace the process,
    /// which a parent has over its children, also over those in a user namespace of their own.
    public static func duplicate(_ descriptor: Int32, of process: Int32) throws(LinuxError) -> Int32 {
        let handle = try retrying("pidfd_open", nil) { countertop_pidfd_open(process) }
        defer { close(handle) }
        return try retrying("pidfd_getfd", nil) { countertop_pidfd_getfd(handle, descriptor) }
    }
}
