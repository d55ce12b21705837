import Foundation
import Linux
import Testing

@Suite struct LinuxClockTests {
    @Test("the wall clock agrees with Foundation's")
    func wall() {
        #expect(abs(Double(SystemClock.wallMilliseconds) / 1000 - Date().timeIntervalSince1970) < 5)
    }

    @Test("the monotonic and boot clocks go forward")
    func monotonic() {
        let before = (SystemClock.monotonicNanoseconds, SystemClock.bootNanoseconds)
        #expect(SystemClock.monotonicNanoseconds >= before.0)
        #expect(SystemClock.bootNanoseconds >= before.1)
        #expect(SystemClock.bootID?.utf8.count == 36)
    }

    @Test("the local offset is the machine's at that time", arguments: [0, 1_772_352_930_250, -1])
    func offset(milliseconds: Int64) {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        #expect(
            SystemClock.localOffsetSeconds(atMilliseconds: milliseconds) == TimeZone.current.secondsFromGMT(for: date)
        )
    }

    @Test("deadlines saturate instead of wrapping")
    func deadlines() {
        #expect(Deadline.after(milliseconds: .max) == .never)
        #expect(Deadline.never.isPast == false)
        #expect(Deadline.never.remainingMilliseconds == .max)
        #expect(Deadline.now.isPast)
        #expect(Deadline.after(milliseconds: -5).remainingMilliseconds == 0)
        #expect((59_000...60_000).contains(Deadline.after(milliseconds: 60_000).remainingMilliseconds))
        #expect(Deadline.now < Deadline.after(milliseconds: 1))
    }
}
