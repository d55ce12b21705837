/// What the shell gets back.
enum CommandStatus: Int32 {
    /// It was done.
    case done = 0
    /// It was understood and refused or declined.
    case refused = 1
    /// The command line makes no sense.
    case usage = 2
    /// The daemon cannot be reached.
    case unreachable = 3
    /// The outcome is not known yet; do not repeat with another key.
    case unknown = 4
}
