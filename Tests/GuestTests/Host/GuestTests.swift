import Glibc
import Linux
import Testing

@Suite("On Debian's kernel", .serialized, .enabled(if: GuestMachine.obstacle == nil, "no machine to boot here"))
struct GuestTests {
    /// The limit leaves room for a machine with other work. `GUEST_CHECKS` names checks by a part of their names, for people.
    @Test("every check holds", .timeLimit(.minutes(25)))
    func checks() throws {
        let start = SystemClock.monotonicNanoseconds
        let machine = try GuestMachine()
        defer { machine.end() }
        print("  \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms to boot")
        let words = getenv("GUEST_CHECKS").map { String(cString: $0).split(separator: ",").map(String.init) }
        try machine.configure(GuestConfiguration.text(bus: machine.virtualBus()))
        for check in GuestCheck.all where words?.contains(where: check.name.contains) ?? true {
            let start = SystemClock.monotonicNanoseconds
            let stage = try Stage(machine)
            defer { stage.end() }
            do {
                try check.run(stage)
            } catch {
                Issue.record("\(check.name): \(error)\n\(try machine.shell("tail -n 20 /run/guest/countertopd.log"))")
            }
            print("  \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms for \(check.name)")
        }
    }
}
