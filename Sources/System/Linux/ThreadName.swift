import CLinux

/// The name of the calling thread as `ps`, `top` and debuggers show it.
public enum ThreadName {
    /// Sets it; the kernel keeps the first 15 bytes.
    public static func set(_ name: String) {
        var bytes = Array(name.utf8.prefix(15)).map { CChar(bitPattern: $0) }
        bytes.append(0)
        _ = countertop_name_thread(bytes)
    }
}
