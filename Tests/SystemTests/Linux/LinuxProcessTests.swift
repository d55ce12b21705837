import Foundation
import Linux
import Testing

@Suite struct LinuxProcessTests {
    let folder: TemporaryFolder
    private let soon = Deadline.after(milliseconds: 20_000)

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test("exit codes and signals are told apart")
    func exits() throws {
        let three = try ChildProcess(["sh", "-c", "exit 3"])
        #expect(try three.wait(until: soon) == .exited(code: 3))
        #expect(three.exit() == .exited(code: 3))
        let killed = try ChildProcess(["sleep", "1000"])
        #expect(try killed.wait(until: .now) == nil)
        killed.signal(SIGKILL)
        #expect(try killed.wait(until: soon) == .signalled(SIGKILL))
    }

    @Test("output goes to the file, the environment is the own one with additions")
    func output() throws {
        let path = folder.file("out")
        let child = try ChildProcess(
            ["sh", "-c", "echo $COUNTERTOP_TEST; test -n \"$PATH\" && echo path; cat"],
            environment: ["COUNTERTOP_TEST=a=b"],
            output: .file(path),
            error: .discard
        )
        #expect(try child.wait(until: soon) == .exited(code: 0))
        #expect(try Files.read(path) == Array("a=b\npath\n".utf8))
    }

    @Test("a child that ignores SIGTERM is killed after its grace")
    func stubborn() throws {
        let path = folder.file("ready")
        let child = try ChildProcess(["sh", "-c", "trap '' TERM; : > '\(path)'; while :; do sleep 1; done"])
        while !Files.exists(path), child.exit() == nil {
            _ = try child.wait(until: .after(milliseconds: 5))
        }
        #expect(try child.stop(graceMilliseconds: 50) == .signalled(SIGKILL))
    }

    @Test("a child nobody holds any more is killed and reaped")
    func dropped() throws {
        var child: ChildProcess? = try ChildProcess(["sleep", "1000"])
        let process = try #require(child?.process)
        child = nil
        #expect(kill(process, 0) == -1)
    }

    @Test("a program that does not exist is an error with its name")
    func missing() {
        let error = #expect(throws: LinuxError.self) { try ChildProcess(["countertop-no-such-program"]) }
        #expect(error?.errno == ENOENT)
        #expect(throws: LinuxError.self) { try ChildProcess([]) }
    }

    @Test("a blocked signal waits until it is asked for")
    func signals() throws {
        // On a thread of its own: a blocked signal must not stay blocked in the test runner's pool.
        let result = ConditionBox<[Int32?]?>(nil)
        let thread = Thread {
            Signals.block([SIGUSR1, SIGUSR2])
            pthread_kill(pthread_self(), SIGUSR2)
            let first = (try? Signals.wait(for: [SIGUSR1, SIGUSR2], until: .after(milliseconds: 10_000))) ?? nil
            let second = (try? Signals.wait(for: [SIGUSR1, SIGUSR2], until: .now)) ?? nil
            result.update { $0 = [first, second] }
        }
        thread.start()
        #expect(result.wait(until: soon) { $0 } == [SIGUSR2, nil])
    }
}
