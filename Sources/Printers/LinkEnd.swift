import Linux

/// Why the work on a connection came to its end.
enum LinkEnd: Error, Hashable {
    /// The line hung up, the device went away, the connection broke.
    case lost(LinuxError)
    /// The owner was stopped.
    case stopped
}
