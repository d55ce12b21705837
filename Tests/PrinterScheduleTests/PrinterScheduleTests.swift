import Foundation
import Linux
import Runtime
import Testing

/// Whatever breaks in whatever order, also the daemon: each receipt is on paper once, or marked as a copy, or visibly not done.
///
/// `COUNTERTOP_SCHEDULES` is how many days are lived through, `COUNTERTOP_SEED` the first one's seed; a failure names its own, and
/// `COUNTERTOP_SEED=THAT COUNTERTOP_SCHEDULES=1` lives through it alone; with `COUNTERTOP_SAME=1` and more days, through the same one
/// each time, because much hangs on who is quicker.
@Suite("Ten thousand bad days")
struct PrinterScheduleTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let count = environment["COUNTERTOP_SCHEDULES"].flatMap { Int($0) } ?? 1_000
    private static let first =
        environment["COUNTERTOP_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1..<1_000_000_000)
    private static let isSame = environment["COUNTERTOP_SAME"] == "1"
    /// They mostly wait.
    private static let atOnce = environment["COUNTERTOP_AT_ONCE"].flatMap { Int($0) } ?? 24

    private struct Progress: Sendable {
        var next = 0
        var done = 0
        var wrong: [String] = []
    }

    @Test("paper and word agree", .timeLimit(.minutes(60)))
    func agree() throws {
        Signals.block([SIGPIPE])
        let progress = ConditionBox(Progress())
        for _ in 0..<min(Self.atOnce, Self.count) {
            _ = try DeviceThread.start("schedule") { Self.work(progress) }
        }
        _ = progress.wait(until: .never) { $0.done == Self.count ? true : nil }
        let wrong = progress.withLock { $0.wrong }
        for text in wrong.prefix(20) {
            Issue.record("\(text)")
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(Self.count) schedules from seed \(Self.first) on")
    }

    private static func work(_ progress: ConditionBox<Progress>) {
        while true {
            let number = progress.withLock { state in
                defer { state.next += 1 }
                return state.next
            }
            guard number < count else {
                return
            }
            let schedule = Schedule(seed: isSame ? first : first &+ UInt64(number))
            let wrong: [String]
            do {
                wrong = try ScheduleRun(schedule).judge()
            } catch {
                wrong = ["\(error)"]
            }
            progress.update { state in
                state.done += 1
                if !wrong.isEmpty {
                    state.wrong.append("\(schedule): \(wrong.joined(separator: "; "))")
                }
            }
        }
    }
}
