import Linux
import Runtime
import USB

/// The USB ports that printers hang on, with the threads they need, and news of plugging for those who look for their printer.
///
/// One for all printers of this machine, or of one USB/IP server. Any thread.
public final class PrinterBus: Sendable, Hashable {
    private struct State: Sendable {
        var changes: UInt64 = 0
        var waiting: [EventFD] = []
        var isStopped = false
    }

    let bus: any USBBus
    private let state = ConditionBox(State())
    private let threads = ConditionBox<[DeviceThread]>([])

    /// Takes a bus that nobody runs yet; throws when there is no thread for it.
    public init(_ bus: any USBBus) throws(LinuxError) {
        self.bus = bus
        let running = try DeviceThread.start(bus.name) { bus.run() }
        threads.withLock { $0.append(running) }
        do throws(LinuxError) {
            let watching = try DeviceThread.start("printer ports") { [state] in Self.watch(bus, state) }
            threads.withLock { $0.append(watching) }
        } catch {
            bus.stop()
            throw error
        }
    }

    /// Ends the threads; the ports opened through it are closed before.
    public func stop() {
        state.update { $0.isStopped = true }
        bus.stop()
        for thread in threads.withLock({ $0 }) {
            thread.join(until: .after(milliseconds: 3_000))
        }
    }

    /// Another number after something may have been plugged in or out while somebody waited for it.
    var changes: UInt64 { state.withLock { $0.changes } }

    /// Whether a change is told when it happens, and not found out by asking.
    var tellsChanges: Bool { bus is LibUSBBus }

    /// Signals `wake` at every change until `leave`.
    func wait(_ wake: EventFD) {
        state.update { $0.waiting.append(wake) }
    }

    func leave(_ wake: EventFD) {
        state.update { $0.waiting.removeAll { $0 === wake } }
    }

    /// Looks only while somebody waits: a USB/IP server has to be asked over and over.
    private static func watch(_ bus: any USBBus, _ state: ConditionBox<State>) {
        var known: UInt64 = 0
        while state.wait(until: .never, for: { $0.isStopped ? false : $0.waiting.isEmpty ? nil : true }) == true {
            known = bus.waitForChange(after: known, until: .never)
            let waiting = state.update { state in
                state.changes &+= 1
                return state.waiting
            }
            waiting.forEach { $0.signal() }
        }
    }

    public static func == (left: PrinterBus, right: PrinterBus) -> Bool { left === right }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
