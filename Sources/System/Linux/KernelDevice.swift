import CLinux

/// Requests of single drivers of the kernel.
public enum KernelDevice {
    /// LPGETSTATUS of usblp (`drivers/usb/class/usblp.c`).
    private static let printerStatus: UInt = 0x060B

    /// The status byte of a USB printer's port; nil where the driver has none to give.
    public static func status(ofPrinter descriptor: Int32) -> UInt8? {
        var status: Int32 = 0
        guard countertop_ioctl(descriptor, printerStatus, &status) == 0 else {
            return nil
        }
        return UInt8(truncatingIfNeeded: status)
    }
}
