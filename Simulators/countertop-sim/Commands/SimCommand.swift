import Commands

/// One command of `countertop-sim`.
struct SimCommand: Sendable {
    let name: String
    let summary: String
    /// The whole help text.
    let help: String
    /// Returns the exit status.
    let run: @Sendable (inout Arguments, Screen) throws(SimFailure) -> Int32

    static let all = [
        DemoCommand.entry, ScenarioCommand.entry, CardCommand.entry, USBCommand.entry, PrinterCommand.entry,
        CoreCommand.entry, HoldCommand.entry,
    ]

    static var overview: String {
        let lines = all.map { "  " + CellText.pad($0.name, to: 10) + $0.summary }
        return """
            countertop-sim: everything a counter needs, without hardware.

            \(lines.joined(separator: "\n"))

            countertop-sim COMMAND --help says more.
            """
    }
}
