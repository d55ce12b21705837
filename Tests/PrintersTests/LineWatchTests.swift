import Testing

@testable import Printers

/// Milliseconds are the default limits': notice 2,000, unexplained 1,500, stall 7,000, hold 300,000, pause 1,800,000, sign 2,000.
@Suite("How a receipt leaves")
struct LineWatchTests {
    /// A watch whose receipt has begun, and somebody who looks ten times a second.
    private struct Bench {
        var watch: LineWatch
        var now: Int64 = 0
        var problem: String?
        var pending = 64

        init(tellsStatus: Bool = true, clearsAtPaperEnd: Bool = false, isDirect: Bool = true) {
            watch = LineWatch(
                timing: PrinterTiming(),
                tellsStatus: tellsStatus,
                clearsAtPaperEnd: clearsAtPaperEnd,
                isDirect: isDirect,
                at: 0
            )
            watch.took(64, at: 0)
        }

        mutating func look(until time: Int64) {
            while now < time {
                now = min(now + 100, time)
                watch.look(pending: pending, problem: problem, at: now)
            }
        }
    }

    @Test("a line that moves is worth no word", arguments: [true, false])
    func moves(tellsStatus: Bool) {
        var bench = Bench(tellsStatus: tellsStatus)
        for time in stride(from: Int64(0), to: 600_000, by: 1_000) {
            bench.pending = 0
            bench.look(until: time)
            bench.watch.took(64, at: time)
            bench.pending = 64
            #expect(bench.watch.waiting == nil && bench.watch.giveUp == nil)
            #expect(!bench.watch.isDoubtful && !bench.watch.isHeld)
        }
    }

    @Test(
        "a held line is told after a while and given up after a long one",
        arguments: [(true, Int64(7_000)), (false, 300_000)]
    )
    func held(tellsStatus: Bool, limit: Int64) {
        var bench = Bench(tellsStatus: tellsStatus)
        bench.look(until: 899)
        #expect(bench.watch.waiting == nil)
        bench.look(until: 900)
        #expect(bench.watch.waiting == "printer-busy" && bench.watch.giveUp == nil)
        bench.look(until: limit - 1)
        #expect(bench.watch.giveUp == nil)
        bench.look(until: limit)
        #expect(bench.watch.giveUp == "printer-unknown")
    }

    @Test("time in which nobody looked counts little: the machine was busy, not the printer")
    func unseen() {
        var bench = Bench()
        bench.watch.look(pending: 64, problem: nil, at: 60_000)
        bench.watch.look(pending: 0, problem: nil, at: 120_000)
        #expect(bench.watch.giveUp == nil && !bench.watch.isDoubtful && !bench.watch.isHeld)
    }

    @Test("what the printer says is told at once, and it is waited for long")
    func says() {
        var bench = Bench()
        bench.problem = "printer-paper-out"
        bench.look(until: 1)
        #expect(bench.watch.waiting == "printer-paper-out")
        bench.look(until: 1_799_999)
        #expect(bench.watch.giveUp == nil)
        bench.look(until: 1_800_000)
        #expect(bench.watch.giveUp == "printer-unknown")
    }

    @Test("ready again by its own word, it goes on")
    func goesOn() {
        var bench = Bench()
        bench.problem = "printer-paper-out"
        bench.look(until: 60_000)
        // The line opens a moment before the printer says why.
        bench.pending = 0
        bench.look(until: 60_100)
        #expect(bench.watch.isDoubtful && bench.watch.giveUp == nil)
        bench.problem = nil
        bench.look(until: 60_200)
        #expect(!bench.watch.isDoubtful && bench.watch.giveUp == nil && bench.watch.waiting == nil)
        bench.watch.took(64, at: 60_201)
        bench.look(until: 60_300)
        #expect(!bench.watch.isDoubtful && bench.watch.giveUp == nil)
    }

    @Test("the wait for paper explains itself, also where the line opens after the printer's word")
    func explainedWait() {
        var bench = Bench()
        bench.problem = "printer-paper-out"
        bench.look(until: 60_000)
        bench.problem = nil
        bench.look(until: 60_100)
        bench.pending = 0
        bench.look(until: 60_200)
        #expect(!bench.watch.isDoubtful && bench.watch.giveUp == nil)
    }

    @Test("a line that opens and a printer that says nothing: it was switched off and on")
    func saysNothing() {
        var bench = Bench()
        bench.problem = "printer-paper-out"
        bench.look(until: 60_000)
        bench.pending = 0
        bench.look(until: 62_099)
        #expect(bench.watch.isDoubtful && bench.watch.giveUp == nil)
        bench.look(until: 62_100)
        #expect(bench.watch.giveUp == "printer-power-lost")
    }

    @Test("a printer that is busy only when full, out of paper, goes on taking bytes")
    func takesOn() {
        var bench = Bench()
        bench.problem = "printer-paper-out"
        for time in stride(from: Int64(100), to: 10_000, by: 100) {
            bench.watch.took(1, at: time)
            bench.look(until: time)
            #expect(!bench.watch.isDoubtful && bench.watch.giveUp == nil)
        }
    }

    @Test(
        "a ready printer that is busy for long without a reason was switched off and on",
        arguments: [(Int64(1_499), nil), (1_500, "printer-power-lost")] as [(Int64, String?)]
    )
    func unexplained(time: Int64, verdict: String?) {
        var bench = Bench()
        bench.look(until: time - 1)
        bench.pending = 0
        bench.look(until: time)
        #expect(bench.watch.giveUp == verdict)
        #expect(bench.watch.isDoubtful == (verdict != nil))
    }

    @Test("before its first byte a receipt may wait, and a printer that tells nothing may be busy")
    func explained() {
        var early = LineWatch(timing: PrinterTiming(), tellsStatus: true, isDirect: true, at: 0)
        for time in stride(from: Int64(0), to: 5_000, by: 100) {
            early.look(pending: 0, problem: nil, at: time)
        }
        early.took(64, at: 5_000)
        #expect(early.giveUp == nil)
        var silent = Bench(tellsStatus: false)
        silent.look(until: 5_000)
        silent.pending = 0
        silent.look(until: 5_100)
        #expect(silent.watch.giveUp == nil && !silent.watch.isDoubtful)
    }

    @Test(
        "one that tells nothing and forgets what it holds at paper end may have, on any line that was held",
        arguments: [true, false],
        [(Int64(1_499), nil), (1_500, "printer-buffer-lost")] as [(Int64, String?)]
    )
    func forgets(isDirect: Bool, held: (time: Int64, verdict: String?)) {
        var bench = Bench(tellsStatus: false, clearsAtPaperEnd: true, isDirect: isDirect)
        bench.look(until: held.time - 1)
        bench.pending = 0
        bench.look(until: held.time)
        #expect(bench.watch.giveUp == held.verdict)
        #expect(bench.watch.isDoubtful == (held.verdict != nil))
    }

    @Test("on a network a line that opens says nothing about the printer: its connection would be gone")
    func network() {
        var bench = Bench(isDirect: false)
        bench.look(until: 5_000)
        bench.pending = 0
        bench.look(until: 5_100)
        #expect(bench.watch.giveUp == nil && !bench.watch.isDoubtful)
        bench.pending = 64
        bench.watch.took(64, at: 5_100)
        bench.problem = "printer-paper-out"
        bench.look(until: 60_000)
        bench.pending = 0
        bench.look(until: 120_000)
        #expect(bench.watch.giveUp == nil && !bench.watch.isDoubtful)
    }
}
