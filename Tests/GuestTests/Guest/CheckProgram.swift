import Glibc
import Linux
import USBSimulator

/// Runs the checks one after another and tells each result in a line: `pass NAME`, `fail NAME: REASON`, `note TEXT`.
enum CheckProgram {
    static func run(only words: [String]) -> Int32 {
        if let obstacle = KernelPort.obstacle {
            Line.write("fail: \(obstacle)")
            return 1
        }
        var failed = false
        for check in GuestCheck.all where words.isEmpty || words.contains(where: check.name.contains) {
            let start = SystemClock.monotonicNanoseconds
            do {
                let stage = try Stage()
                defer { stage.end() }
                try check.run(stage)
                Line.write("pass \(check.name)")
            } catch {
                failed = true
                Line.write("fail \(check.name): \(error)")
            }
            Line.write("note \((SystemClock.monotonicNanoseconds - start) / 1_000_000) ms for \(check.name)")
        }
        Line.write("done")
        return failed ? 1 : 0
    }
}
