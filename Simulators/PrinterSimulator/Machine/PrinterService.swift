import Linux
import Runtime

/// The printer's thread: waits for bytes, time and people, and lets the machine work.
final class PrinterService: Service {
    let name = "printer-sim"
    let machine: ConditionBox<Machine>
    /// Somebody changed the machine.
    let wake: EventFD

    init(_ machine: sending Machine) throws(LinuxError) {
        wake = try EventFD()
        self.machine = ConditionBox(machine)
    }

    func run() {
        Signals.block([])
        while true {
            wake.drain()
            let next = machine.update { machine -> Machine.Wait? in
                guard !machine.isClosed else {
                    return nil
                }
                return machine.serve(now: SystemClock.monotonicNanoseconds)
            }
            guard let next else {
                return
            }
            // Only a wrong descriptor fails, and those are the machine's own.
            _ = try? Poll.wait([(wake.descriptor, .readable)] + next.watched, until: next.deadline)
        }
    }

    func stop() {
        machine.update { $0.isClosed = true }
        wake.signal()
    }
}
