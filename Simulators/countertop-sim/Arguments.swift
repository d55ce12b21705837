import Commands

/// The words of this program's line.
typealias Arguments = Commands.Arguments<SimFailure>
