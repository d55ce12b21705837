import Linux
import USB

/// A line to a printer, used by one thread.
///
/// Opening is the sixth call: `PrinterSettings.Port.open`. None blocks past its deadline as long as the driver does not hang.
protocol PrinterPort: AnyObject {
    /// What came; empty when the deadline passed or `wake` was signalled first. Throws when the line hung up.
    func read(until deadline: Deadline, wake: EventFD) throws(LinuxError) -> [UInt8]
    /// How many of the bytes the line took at once, 0 when handshake or speed hold it; never more than it soon sends.
    func write(_ bytes: ArraySlice<UInt8>) throws(LinuxError) -> Int
    /// Bytes taken that have not left for the printer yet.
    func pendingOutput() throws(LinuxError) -> Int
    /// Turns the handshake off, so that a real-time request gets past BUSY and XOFF, and on again.
    func setHandshake(_ on: Bool) throws(LinuxError)
    /// Whom the line says it leads to.
    var identity: PrinterPortIdentity { get }
    /// How the port says that the printer is, whatever the printer's language; nil for a line that cannot say. Blocks for the
    /// time of one question; not to be asked in the middle of a receipt.
    func portStatus() throws(LinuxError) -> USBPrinterStatus?
    /// Gives the line back and throws away what has not left.
    func close()
}

extension PrinterPort {
    var identity: PrinterPortIdentity { PrinterPortIdentity() }

    func portStatus() throws(LinuxError) -> USBPrinterStatus? { nil }

    /// Waits until the descriptor is readable; false when the deadline passed or `wake` was signalled first.
    func waitReadable(_ descriptor: Int32, until deadline: Deadline, wake: EventFD) throws(LinuxError) -> Bool {
        let answers = try Poll.wait([(descriptor, .readable), (wake.descriptor, .readable)], until: deadline)
        return !answers[0].isEmpty
    }
}
