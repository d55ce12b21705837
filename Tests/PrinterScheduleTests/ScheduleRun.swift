import Counter
import Domain
import Glibc
import Journal
import Linux
import PrinterSimulator
import Printers

/// Lives through one schedule and says what was wrong afterwards.
final class ScheduleRun {
    /// Milliseconds between two looks at a printer that has nothing the matter.
    private static let glance = 40
    /// A machine on which an answer takes longer than half a minute is none.
    private static let slowest = 256

    private let schedule: Schedule
    private let printer: SimulatedPrinter
    private let port: PrinterSettings.Port
    private let clock = ScheduleClock()
    private let folder: String
    private var lives = 0
    private var life: Life
    private var dice: Dice
    private var jobs: [Int: EntityID] = [:]
    private var kills: ArraySlice<Schedule.Kill>
    /// How many times as long the owner waits for an answer as it need on a machine that has time.
    private var slowness = 1

    init(_ schedule: Schedule) throws {
        self.schedule = schedule
        dice = Dice(seed: ~schedule.seed)
        printer = try SimulatedPrinter(schedule.model, faults: schedule.faults)
        switch schedule.line {
        case .serial(let flow, let baud):
            port = .serial(path: try printer.openPseudoTerminal(), baud: baud, flow: flow)
        case .network:
            port = .tcp(host: "127.0.0.1", port: try printer.listenTCP())
        }
        let base = Files.isWritableFolder("/dev/shm") ? "/dev/shm" : "/tmp"
        folder = try Files.makeTemporaryFolder("countertop-schedule", in: base)
        kills = schedule.kills[...]
        life = try Self.begin(schedule, port, clock, in: folder, 0, kills.popFirst(), slowness: 1)
    }

    private static func begin(
        _ schedule: Schedule,
        _ port: PrinterSettings.Port,
        _ clock: ScheduleClock,
        in folder: String,
        _ number: Int,
        _ kill: Schedule.Kill?,
        slowness: Int
    ) throws -> Life {
        // A folder in its place: hundreds of journals do without their reserve.
        try Files.makeFolder(Life.path(in: "\(folder)/\(number)") + ".reserve")
        try Files.makeFolder("\(folder)/\(number + 1)")
        return try Life(
            folder: "\(folder)/\(number)",
            grave: "\(folder)/\(number + 1)",
            port: port,
            schedule: schedule,
            kill: kill,
            clock: clock,
            slowness: slowness
        )
    }

    /// Everything that is wrong, in words; nothing when paper and word agree.
    func judge() throws -> [String] {
        defer { close() }
        for step in schedule.steps {
            try take(step)
        }
        var patience = Patience()
        while !patience.isOver, !isOver {
            try look()
            let begin = SystemClock.monotonicNanoseconds
            _ = printer.wait(milliseconds: Self.glance) { _ in false }
            let taken = (SystemClock.monotonicNanoseconds - begin) / 1_000_000
            patience.look(
                at: ["life \(lives)"] + life.open.map { $0.id.text },
                expected: Self.glance,
                taken: Int(taken)
            )
            if patience.isMachineSlow, slowness < Self.slowest {
                slowness *= 4
                patience = Patience()
                life.die()
            }
        }
        let open = life.open
        life.end()
        let reader = try JournalReader(path: Life.path(in: "\(folder)/\(lives)"))
        let rows = try reader.receiptJobs(state: nil, limit: 1_000)
        reader.close()
        var wrong = PaperJudge(schedule: schedule, accepted: jobs, rows: rows, paper: paper).findings
        if !open.isEmpty {
            wrong.append("nothing is wrong with the printer any more, and these wait still: \(open.map(\.summary))")
        }
        return wrong
    }

    private func take(_ step: Schedule.Step) throws {
        try look()
        switch step {
        case .print(let number):
            jobs[number] = life.print(number)
        case .cancel(let number):
            if let job = jobs[number] {
                let caller = TillCaller(till: "t", key: nil, requestHash: [])
                life.give(
                    .till(.cancelReceipt(job: job), caller, reply: ReplyToken(number: 0), facts: TillFacts())
                )
            }
        case .pass(let minutes):
            clock.skip(minutes: minutes)
            life.give(.tick)
        case .pause(let milliseconds):
            _ = printer.wait(milliseconds: milliseconds) { _ in false }
        }
    }

    // MARK: the daemon's and the printer's keepers

    private var pendingByte: Int? {
        if case .byte(let count) = life.kill { count } else { nil }
    }

    /// Begins the next life after a death, brings death where it is due, and looks after the printer.
    private func look() throws {
        if let count = pendingByte, printer.status.receivedBytes >= count {
            life.die()
        }
        if life.isDead {
            life.end()
            lives += 1
            life = try Self.begin(schedule, port, clock, in: folder, lives, kills.popFirst(), slowness: slowness)
        }
        if needsHelp {
            _ = printer.wait(milliseconds: schedule.attention) { _ in false }
            help()
        } else {
            _ = printer.wait(milliseconds: 10) { [pendingByte] status in
                !status.isOnline || !status.isCablePlugged || pendingByte.map { status.receivedBytes >= $0 } == true
            }
        }
    }

    /// Nobody waits for anything any more.
    private var isOver: Bool {
        life.open.isEmpty && !life.isDead && !needsHelp && printer.status.isIdle
    }

    private var needsHelp: Bool {
        let status = printer.status
        return !status.isOnline && !status.isHeadHot || !status.isCablePlugged
    }

    private func help() {
        let status = printer.status
        if !status.isCablePlugged {
            printer.plugCable()
        }
        if !status.isOn {
            printer.powerOn()
        }
        if !status.hasPaper {
            printer.loadPaper()
        }
        if status.isCoverOpen {
            printer.closeCover()
        } else if status.hasCutterError || status.hasCoverError {
            printer.powerOff()
        }
    }

    /// All that came out, top to bottom, line by line.
    private var paper: [String] {
        ScheduledPaper.lines(
            of: printer.receipts + [printer.unfinished].compactMap(\.self),
            printer.model.dialect
        )
    }

    private func close() {
        life.end()
        printer.close()
        for number in 0...lives + 1 {
            let place = "\(folder)/\(number)"
            for suffix in ["", "-wal", "-shm", ".lock"] {
                try? Files.remove(Life.path(in: place) + suffix)
            }
            rmdir(Life.path(in: place) + ".reserve")
            rmdir(place)
        }
        rmdir(folder)
    }
}
