import Foundation
import Linux
import Runtime
import Testing

@Suite struct DeviceThreadTests {
    private let soon = Deadline.after(milliseconds: 20_000)

    @Test("a thread bears its name, cut to the kernel's 15 bytes")
    func name() throws {
        let seen = ConditionBox<String?>(nil)
        let thread = try DeviceThread.start("card-slot-number-1") {
            let name = (try? Files.read("/proc/thread-self/comm")) ?? []
            seen.update { $0 = String(decoding: name, as: UTF8.self) }
        }
        #expect(seen.wait(until: soon) { $0 } == "card-slot-numbe\n")
        #expect(thread.join(until: soon))
        #expect(thread.hasFinished)
    }

    @Test("joining a thread that hangs ends at the deadline")
    func hanging() throws {
        let gate = ConditionBox(false)
        let thread = try DeviceThread.start("hangs") { _ = gate.wait(until: .never) { $0 ? true : nil } }
        #expect(!thread.join(until: .after(milliseconds: 5)))
        #expect(!thread.hasFinished)
        gate.update { $0 = true }
        #expect(thread.join(until: soon))
    }

    private final class Counting: Service {
        let name = "counting"
        private let stopped = ConditionBox(false)
        func run() { _ = stopped.wait(until: .never) { $0 ? true : nil } }
        func stop() { stopped.update { $0 = true } }
    }

    @Test("a service runs until it is stopped, also when that was before it ran", arguments: [true, false])
    func service(before: Bool) throws {
        let service = Counting()
        if before {
            service.stop()
        }
        let thread = try DeviceThread.start(service)
        service.stop()
        #expect(thread.join(until: soon))
    }
}
