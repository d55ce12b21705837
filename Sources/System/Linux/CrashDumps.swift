import CLinux

/// Memory images of this process.
public enum CrashDumps {
    /// No core file and no debugger of the same user: card numbers and keys pass through this process.
    public static func forbid() {
        _ = countertop_forbid_dumps()
    }
}
