import Linux
import Testing

@testable import guest_checks

@Suite("On Debian's kernel", .serialized, .enabled(if: GuestMachine.obstacle == nil, "no machine to boot here"))
struct GuestTests {
    @Test("every check holds", .timeLimit(.minutes(10)))
    func checks() throws {
        let machine = try GuestMachine()
        defer { machine.end() }
        let deadline = Deadline.after(milliseconds: 540_000)
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
