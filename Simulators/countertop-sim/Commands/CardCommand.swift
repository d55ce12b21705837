import CardSimulator
import Commands
import SimulatedShop

/// Virtual cards on virtual readers of a real pcscd, laid by hand.
enum CardCommand {
    static let entry = SimCommand(
        name: "card",
        summary: "Lays virtual cards on virtual readers of a real pcscd.",
        help: """
            countertop-sim card [--readers COUNT]

            Starts a pcscd of its own with COUNT virtual readers (1 to 8; 2 without it) beside any other pcscd, and lays
            cards on them as you type. Programs find it by the variable PCSCLITE_CSOCK_NAME, whose value is printed.

            \(words)

            Member cards carry the 16-digit NUMBER. They are read by these card profiles, with the key file "members"
            holding \(ShopCards.hexadecimal(ShopCards.key)):
            \(ShopCards.profiles.map { "  " + $0 }.joined(separator: "\n"))
            """,
        run: run
    )

    private static let words = """
        lay NUMBER on READER            a MIFARE Classic member card on reader 1, 2 …
        lay NUMBER as KIND on READER    KIND classic, ndef, ntag or cpu
        lay OTHER on READER             OTHER bank, random, blank, mute or hostile
        take READER                     takes the card away
        pcscd off, pcscd on             ends pcscd as a crash does; starts it again
        list, help, quit
        """

    private static func run(_ options: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let count = try options.takeNumber("--readers", in: 1...PCSCDaemon.mostReaders) ?? 2
        try options.finish()
        let daemon: PCSCDaemon
        do throws(RigError) {
            daemon = try PCSCDaemon(readers: count, clients: .children)
        } catch {
            throw SimFailure(error.description)
        }
        defer { daemon.close() }
        var table = CardTable(daemon: daemon, count: count)
        screen.line(
            "pcscd runs with \(count == 1 ? "a virtual reader" : "\(count) virtual readers"). Programs find it by"
        )
        screen.line("  export \(daemon.environment.joined(separator: " "))")
        screen.line(table.list)
        screen.line("Type “help” for what can be done; “quit” or Ctrl-C ends it.")
        let keyboard = Keyboard(screen)
        while let line = keyboard.next() {
            if line == "help" {
                screen.line(words)
                continue
            }
            do throws(SimFailure) {
                screen.line(try table.act(line))
            } catch {
                screen.line(error.text)
            }
        }
        return 0
    }
}
