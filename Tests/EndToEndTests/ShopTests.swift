import CardSimulator
import Glibc
import Linux
import SimulatedShop
import Testing

/// The simulated shop itself: what it starts it also ends.
@Suite("A simulated shop", .enabled(if: PCSCDaemon.obstacle == nil, "no virtual card readers here"))
struct ShopTests {
    private struct Outcome: Sendable {
        let exit: ChildProcess.Exit?
        let answers: Bool
        let folderIsGone: Bool
    }

    /// Answers whether anybody listens on a socket.
    private static func answers(_ path: String) -> Bool {
        guard let socket = try? UnixSocket.connect(path, until: .after(milliseconds: 1_000)) else {
            return false
        }
        socket.close()
        return true
    }

    @Test(
        "a kill ends the daemon also under a wrapper, which is how tests stop it at a system call of their choice",
        arguments: [[], ["bash", "-c", #""$@" & wait"#, "wrapper"]]
    )
    func kill(wrapper: [String]) async throws {
        let outcome = try await ShopFloor.withShop("lane 1 without printer", startsDaemon: false) { shop in
            try shop.startDaemon(wrapper: wrapper)
            shop.killDaemon()
            let answers = Self.answers(shop.folder.socket)
            let exit = shop.daemonExit(milliseconds: 0)
            try shop.startDaemon()
            shop.close()
            return Outcome(exit: exit, answers: answers, folderIsGone: !Files.exists(shop.folder.path))
        }
        #expect(outcome.exit == .signalled(SIGKILL))
        #expect(!outcome.answers)
        #expect(outcome.folderIsGone)
    }

    @Test("a daemon that cannot come up is told with its own last words")
    func noStart() async throws {
        let error = try await ShopFloor.withShop("lane 1 without printer", startsDaemon: false) { shop in
            try Files.writeAtomically(Array("{ lanse: [] }".utf8), to: shop.folder.configuration)
            do {
                try shop.startDaemon()
                return ""
            } catch {
                return "\(error)"
            }
        }
        #expect(error.contains("countertop.json5:1:3"))
        #expect(error.contains("lanes"))
    }

    @Test("a kept shop leaves journal, configuration and books, and its folder is not taken for a second shop")
    func kept() async throws {
        let (names, refusal) = try await ShopFloor.run { programs in
            let folder = try ShopFolder.temporary("kept")
            defer { ShopFolder.remove(folder) }
            let shop = try Shop(ShopPlan([]), programs: programs, keeping: folder, startsDaemon: false)
            try shop.startDaemon()
            shop.close()
            do {
                try Shop(ShopPlan([]), programs: programs, keeping: folder).close()
                return (ShopFolder.names(in: folder), "")
            } catch {
                return (ShopFolder.names(in: folder), "\(error)")
            }
        }
        #expect(Set(names).isSuperset(of: ["journal.sqlite", "countertop.json5", "core.sqlite", "countertopd.log"]))
        #expect(refusal.contains("another shop's journal"))
    }
}
