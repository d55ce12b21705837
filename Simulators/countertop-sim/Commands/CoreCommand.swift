import Commands
import CoreSimulator
import Domain
import HTTPServer
import Linux
import SQLite
import SimulatedShop

/// The reference loyalty core as a server of its own.
enum CoreCommand {
    static let entry = SimCommand(
        name: "core",
        summary: "Runs the reference loyalty core.",
        help: """
            countertop-sim core [--port PORT] [--data FILE] [--token TEXT] [--books FILE]

            Serves a small but real loyalty core on 127.0.0.1:PORT (8740 without it; 0 takes a free one). Its books are
            kept in the SQLite FILE of --data, else forgotten at the end. With --token every request needs it as bearer
            token. --books names a text file of lines such as those below; without it, and with empty books, two members
            are there. GET /openapi.json describes the calls. In a configuration: core: { url: "http://127.0.0.1:8740" }

            \(words)
            """,
        run: run
    )

    private static let words = """
        member ID NAME TIER card NUMBER phone PHONE points POINTS balance AMOUNT      phone and points may be left out
        coupon CODE worth AMOUNT
        lost card NUMBER
        show ID                         what the books say of a member
        core off, core on               stops answering, and answers again
        core loses next answer          its part is done, the answer is lost
        core talks nonsense COUNT times
        help, quit
        """

    /// The members of empty books.
    private static let sample = """
        member M1 张三 gold card 6001000000000001 phone 13800000001 balance 200.00
        member M2 Anna silver card 6001000000000002 phone 13800000002 balance 30.00
        """

    private static func run(_ options: inout Arguments, _ screen: Screen) throws(SimFailure) -> Int32 {
        let port = try options.takeNumber("--port", in: 0...65_535) ?? 8740
        let data = try options.takeOption("--data")
        let token = try options.takeOption("--token")
        let books = try options.takeOption("--books")
        try options.finish()
        do throws(ShopError) {
            let scratch = data == nil ? try ShopFolder.temporary("core") : nil
            defer { scratch.map(ShopFolder.remove) }
            let path = data ?? (scratch ?? "") + "/core.sqlite"
            let isNew = !Files.exists(path)
            let core = try open(path, token: token)
            defer { core.stop() }
            let desk = CoreDesk(core: core)
            if let books {
                try desk.read(file: books)
            } else if isNew {
                try desk.read(sample, file: "sample")
            }
            try desk.start(port: UInt16(port))
            screen.line("The reference core answers on \(core.url); its calls are in \(core.url)/openapi.json.")
            screen.line(books == nil && isNew ? sample : "The books are in \(path).")
            screen.line("Type “help” for what can be done; “quit” or Ctrl-C ends it.")
            let keyboard = Keyboard(screen)
            while let line = keyboard.next() {
                screen.line(line == "help" ? words : desk.act(line))
            }
        } catch {
            throw SimFailure(error.description)
        }
        return 0
    }

    private static func open(_ path: String, token: String?) throws(ShopError) -> CoreSimulator {
        do throws(SQLiteError) {
            return try CoreSimulator(databasePath: path, token: token)
        } catch {
            throw ShopError("The books \(path) cannot be opened: \(error)")
        }
    }
}
