import Linux

/// A place where USB devices are found: the ports of this machine, or a USB/IP server.
///
/// `run()` needs a thread of its own and must be running while devices are open: it completes every transfer. All other
/// calls are for any other thread; they block at most for the time they name.
public protocol USBBus: AnyObject, Sendable {
    /// For threads and log lines.
    var name: String { get }

    /// Completes transfers and notices changes; returns after `stop()`, once the open devices are closed or 2 s later.
    func run()

    /// Asks `run()` to return; at once, from any thread.
    func stop()

    /// What is plugged in now, without hubs, in the order of the ports.
    func devices() throws(USBError) -> [USBDeviceInfo]

    /// Waits until something was plugged in or out after the change numbered `known`, and returns the newest change's number.
    ///
    /// Begin with 0, list the devices after each return. A number that stays the same says that the deadline passed.
    func waitForChange(after known: UInt64, until deadline: Deadline) -> UInt64

    /// Makes every `waitForChange` return now, as if there were a change: for a service that is to stop.
    func wakeWaiters()

    /// Opens a device as it was listed; one that was unplugged meanwhile is `noDevice`, also when another took its port.
    func open(_ device: USBDeviceInfo) throws(USBError) -> USBDevice
}
