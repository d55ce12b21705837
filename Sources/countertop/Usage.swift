/// The help texts, made from the table.
enum Usage {
    static var overview: String {
        var lines = ["countertop: the counter's devices, members, payments and receipts.", "", "Commands:"]
        for command in CommandTable.all {
            lines.append("  " + pad(command.name, 10) + command.summary)
        }
        lines += [
            "", "Every command takes --json, --socket PATH and --help.",
            exitStatus,
        ]
        return lines.joined(separator: "\n")
    }

    private static let exitStatus =
        "Exit status: 0 done, 1 refused, 2 not understood, 3 daemon not reachable, 4 outcome unknown."

    static func text(of command: CommandEntry) -> String {
        var lines = [
            "countertop \(command.name) \(command.arguments)", "", command.summary, "Route: \(command.route)", "",
        ]
        for (option, meaning) in command.options + [
            ("--json", "prints the daemon's JSON"), ("--socket PATH", "where the daemon listens"),
        ] {
            lines.append("  " + pad(option, 28) + meaning)
        }
        lines += ["", exitStatus]
        return lines.joined(separator: "\n")
    }

    static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}
