import Linux
import Testing

@testable import guest_checks

@Suite("On Debian's kernel", .serialized, .enabled(if: GuestMachine.obstacle == nil, "no machine to boot here"))
struct GuestTests {
    /// Alone on two cores the checks take 3 minutes; the limits leave room for a machine with other work.
    @Test("every check holds", .timeLimit(.minutes(20)))
    func checks() throws {
        let machine = try GuestMachine()
        defer { machine.end() }
        let deadline = Deadline.after(milliseconds: 1_140_000)
        var passed: Set<String> = []
        while let line = try machine.nextLine(until: deadline), line != "done" {
            if line.hasPrefix("pass ") {
                passed.insert(String(line.dropFirst(5)))
            } else if line.hasPrefix("note ") {
                print("  " + line.dropFirst(5))
            } else {
                Issue.record("\(line)")
            }
        }
        #expect(passed == Set(GuestCheck.all.map(\.name)))
    }
}
