import Commands

/// The words of this command's line.
typealias Arguments = Commands.Arguments<CommandFailure>
