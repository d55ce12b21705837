/// An open device as a backend gives it; any thread, except that `close()` is the last call.
protocol USBLink: AnyObject, Sendable {
    /// Takes an interface for this program, away from a kernel driver.
    func claim(_ interface: UInt8) throws(USBError)

    /// Gives an interface up; `toKernel` lets the kernel's driver have it again.
    func release(_ interface: UInt8, toKernel: Bool) throws(USBError)

    /// Chooses an alternate setting of a claimed interface; blocks for a control transfer's time.
    func select(_ alternate: UInt8, of interface: UInt8) throws(USBError)

    /// Sets a transfer on its way; its completion is called if and only if this does not throw.
    func submit(_ transfer: USBTransfer) throws(USBError)

    /// Takes a transfer back; it completes soon, as cancelled or as what it came to meanwhile.
    func cancel(_ transfer: USBTransfer)

    /// Clears the halt of an endpoint on both sides; blocks for a control transfer's time.
    func clearHalt(_ endpoint: UInt8) throws(USBError)

    /// Takes all transfers back, waits for their end and lets go of the device; claimed interfaces stay without a driver.
    func close()
}
