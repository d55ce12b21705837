import Commands

/// The help texts, made from the table.
enum Usage {
    static var overview: String {
        var lines = ["countertop: the counter's devices, members, payments and receipts.", "", "Commands:"]
        for command in CommandTable.all {
            lines.append("  " + CellText.pad(command.name, to: 10) + command.summary)
        }
        lines += [
            "", "Every command takes --json, --socket PATH and --help; countertop COMMAND --help says more.",
            exitStatus,
        ]
        return lines.joined(separator: "\n")
    }

    private static let exitStatus =
        "Exit status: 0 done, 1 refused, 2 not understood, 3 daemon not reachable, 4 outcome unknown."

    static func text(of command: CommandEntry) -> String {
        var lines = [
            "countertop " + [command.name, command.arguments].filter { !$0.isEmpty }.joined(separator: " "), "",
            command.summary, "Route: \(command.route)", "",
        ]
        for (option, meaning) in command.options + [
            ("--json", "prints JSON: the daemon's, and of what went wrong, on standard error"),
            ("--socket PATH", "where the daemon listens"),
        ] {
            lines.append("  " + CellText.pad(option, to: 28) + meaning)
        }
        lines += ["", exitStatus]
        return lines.joined(separator: "\n")
    }
}
