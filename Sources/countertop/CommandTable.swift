/// One command: its words, what it does, the route it uses.
struct CommandEntry: Sendable {
    let name: String
    let arguments: String
    let summary: String
    /// The local API's route behind it.
    let route: String
    let options: [(String, String)]
    let run: @Sendable (inout Arguments, Session) throws(CommandFailure) -> CommandStatus
}

/// All commands in the order the help shows them.
enum CommandTable {
    static let all: [CommandEntry] = [
        CommandEntry(
            name: "status",
            arguments: "",
            summary: "The station, its lanes and devices, and what waits for the core.",
            route: "GET /v1/status",
            options: [],
            run: LookCommands.status
        ),
        CommandEntry(
            name: "devices",
            arguments: "[ID]",
            summary: "The devices, or one of them whole; --print puts those of a lane on paper.",
            route: "GET /v1/devices, POST /v1/lanes/{lane}/diagnosis",
            options: [
                ("--print", "prints how the lane's devices are and what is the matter with them"),
                ("--lane LANE", "with --print: the lane, 1 without it"),
            ],
            run: LookCommands.devices
        ),
        CommandEntry(
            name: "watch",
            arguments: "",
            summary: "Follows what happens, live, until interrupted.",
            route: "GET /v1/events (text/event-stream)",
            options: [("--lane LANE", "one lane only"), ("--count N", "ends after N messages")],
            run: LookCommands.watch
        ),
        CommandEntry(
            name: "events",
            arguments: "",
            summary: "Events from the journal.",
            route: "GET /v1/events",
            options: [
                ("--after CURSOR", "goes on after this cursor"), ("--lane LANE", "one lane only"),
                ("--stream pay|member|device", "one stream only"), ("--type TYPE", "one type only"),
                ("--limit N", "at most N"),
            ],
            run: LookCommands.events
        ),
        CommandEntry(
            name: "sale",
            arguments: "AMOUNT",
            summary: "Sells to the member at the lane and waits for the outcome.",
            route: "POST /v1/lanes/{lane}/sales",
            options: OperationCommands.options,
            run: OperationCommands.sale
        ),
        CommandEntry(
            name: "recharge",
            arguments: "AMOUNT",
            summary: "Adds to the member's account.",
            route: "POST /v1/lanes/{lane}/recharges",
            options: OperationCommands.options,
            run: OperationCommands.recharge
        ),
        CommandEntry(
            name: "refund",
            arguments: "AMOUNT",
            summary: "Gives back a part of an earlier sale.",
            route: "POST /v1/lanes/{lane}/refunds",
            options: OperationCommands.options + [("--original ID", "the sale that is refunded")],
            run: OperationCommands.refund
        ),
        CommandEntry(
            name: "inquiry",
            arguments: "",
            summary: "Asks balance and points of the member at the lane.",
            route: "POST /v1/lanes/{lane}/inquiries",
            options: OperationCommands.options,
            run: OperationCommands.inquiry
        ),
        CommandEntry(
            name: "void",
            arguments: "ID",
            summary: "Undoes a whole operation of this shift.",
            route: "POST /v1/operations/{id}/void",
            options: [("--key KEY", "idempotency key; made anew without it")],
            run: OperationCommands.void
        ),
        CommandEntry(
            name: "cancel",
            arguments: "ID",
            summary: "Cancels an operation that was not sent yet.",
            route: "POST /v1/operations/{id}/cancel",
            options: [],
            run: OperationCommands.cancel
        ),
        CommandEntry(
            name: "operation",
            arguments: "list | show ID | settle ID --as booked|unbooked|retry --by NAME --reason TEXT",
            summary: "Operations; settle ends one that the core refused to end, on the record.",
            route: "GET /v1/operations, GET /v1/operations/{id}, POST /v1/operations/{id}/settle",
            options: OperationCommands.recordOptions,
            run: OperationCommands.operation
        ),
        CommandEntry(
            name: "receipt",
            arguments: "list | offered | show ID | reprint ID | cancel ID | preview FILE",
            summary: "Receipt jobs and their paper; offered are those that may need a copy.",
            route: "GET /v1/receipts, POST /v1/receipts/{id}/reprint | cancel, POST /v1/lanes/{lane}/preview.{format}",
            options: [
                ("--state STATE", "list: one state only"),
                ("--key KEY", "reprint: idempotency key; made anew without it"),
            ] + PreviewCommand.options,
            run: ReceiptCommands.receipt
        ),
        CommandEntry(
            name: "print",
            arguments: "--file FILE",
            summary: "Prints a receipt of one's own.",
            route: "POST /v1/lanes/{lane}/receipts",
            options: PrintCommand.options,
            run: PrintCommand.print
        ),
        CommandEntry(
            name: "printer",
            arguments: "list | status [ID] | test [ID]",
            summary: "Printers: how they are, what waits for them and what they did; their test page.",
            route: "GET /v1/devices/{id}, POST /v1/devices/{id}/selftest",
            options: [
                ("ID", "printer:PLACE or PLACE; status without it: each printer, test: the only one"),
                ("", "status: exit status 1 when one of them does not print now"),
                ("--wait SECONDS", "test: how long its end is waited for, 20 without it"),
                ("--key KEY", "test: idempotency key; made anew without it"),
            ],
            run: PrinterCommands.printer
        ),
        CommandEntry(
            name: "shift",
            arguments: "[show | end]",
            summary: "The lane's shift up to now; end prints its report and begins a new one.",
            route: "GET /v1/lanes/{lane}/shift, POST /v1/lanes/{lane}/shift",
            options: [
                ("--lane LANE", "the lane, 1 without it"), ("--key KEY", "end: idempotency key; made anew without it"),
            ],
            run: ShiftCommands.shift
        ),
        CommandEntry(
            name: "pair",
            arguments: "TILL | list | remove TILL",
            summary: "Makes a code by which a till gets its token; lists paired tills, or ends a pairing.",
            route: "POST /v1/pairings, GET /v1/pairings, DELETE /v1/pairings/{till}",
            options: [
                ("--lane LANE", "prints the code on this lane's printer instead of showing it"),
                ("--key KEY", "idempotency key; made anew without it"),
            ],
            run: PairCommands.pair
        ),
        CommandEntry(
            name: "queue",
            arguments: "",
            summary: "What still waits: events for the core, open operations, unprinted receipts.",
            route: "GET /v1/status, GET /v1/receipts",
            options: [],
            run: LookCommands.queue
        ),
        CommandEntry(
            name: "config",
            arguments: "check [FILE]",
            summary: "Reads a configuration with the daemon's own code and names every mistake with its place.",
            route: "none, the daemon need not run",
            options: [("FILE", ConfigCommands.standardFile + " without it")],
            run: ConfigCommands.config
        ),
        CommandEntry(
            name: "demo",
            arguments: "",
            summary: "Shows the main job on simulated devices.",
            route: "none of this station; the demo's own shop is asked by POST /v1/lanes/{lane}/sales and the like",
            options: DemoCommand.options,
            run: DemoCommand.demo
        ),
    ]

    static func command(named name: String) -> CommandEntry? {
        all.first { $0.name == name }
    }
}
