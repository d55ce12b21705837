import Commands
import Linux
import PCSC

/// Plays another program that keeps a card reader to itself.
enum HoldCommand {
    static let entry = SimCommand(
        name: "hold",
        summary: "Plays another program that takes a card reader for itself.",
        help: """
            countertop-sim hold READER [--transaction]

            Connects to the card in READER, a PC/SC name such as "Virtual A 00 00", so that no other program gets it,
            says "holding", and keeps it until Ctrl-C. With --transaction it lets others connect and keeps them
            waiting. pcscd is found by PCSCLITE_CSOCK_NAME, as by every PC/SC program.
            """,
        run: run
    )

    private static func run(_ words: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let inTransaction = words.takeFlag("--transaction")
        let reader = try words.requireWord("READER")
        try words.finish()
        do throws(PCSCError) {
            let context = try Context()
            defer { context.close() }
            let card = try context.connect(to: reader, share: inTransaction ? .shared : .exclusive)
            defer { card.disconnect() }
            if inTransaction {
                try card.beginTransaction()
            }
            screen.line("holding \(reader)")
            Interruption.shared.wait()
        } catch {
            throw SimFailure("\(error)")
        }
        return 0
    }
}
