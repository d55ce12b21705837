import Linux
import Runtime
import USB

/// One plugged-in device and its thread, as the service sees it.
final class ScannerSession: Sendable {
    /// Why a session is to end.
    enum Ending: Sendable, Hashable {
        case unplugged
        case stopped
    }

    /// What wakes the device's thread.
    enum Message: Sendable {
        /// From the interface with this index in the choice, at this time of its input: the thread may come to it late.
        case reading(Int, USBReading, at: Int64)
        case action(ScannerAction)
        /// The session is to end.
        case ended

        /// Overwrites what was read.
        func wipe() {
            if case .reading(_, let reading, _) = self {
                reading.wipe()
            }
        }
    }

    let info: USBDeviceInfo
    /// Bounded by what the inputs let wait.
    let inbox = Mailbox<Message>()
    /// Wakes the thread when it reads from the kernel's keyboard instead.
    let wake: EventFD
    private let ending = ConditionBox<Ending?>(nil)
    private let thread = ConditionBox<DeviceThread?>(nil)

    init(_ info: USBDeviceInfo) throws(LinuxError) {
        self.info = info
        wake = try EventFD()
    }

    func start(_ body: @escaping @Sendable () -> Void) throws(LinuxError) {
        let started = try DeviceThread.start("usb \(info.location.path)", body)
        thread.withLock { $0 = started }
    }

    /// Asks the thread to end; the first reason counts.
    func end(_ reason: Ending) {
        ending.update { $0 = $0 ?? reason }
        inbox.post(.ended)
        wake.signal()
    }

    var endingReason: Ending? { ending.withLock { $0 } }

    var hasFinished: Bool { thread.withLock { $0?.hasFinished ?? true } }

    @discardableResult
    func join(until deadline: Deadline) -> Bool {
        thread.withLock { $0 }?.join(until: deadline) ?? true
    }

    /// Waits until the session is to end, or the time is over.
    func pause(milliseconds: Int) {
        _ = ending.wait(until: .after(milliseconds: milliseconds)) { $0 }
    }
}
