/// The udev rule that gives a device to the service user.
public enum UdevRule {
    /// One line for a file in /etc/udev/rules.d; takes effect when the device is plugged in again, or with `udevadm trigger`.
    public static func text(vendor: UInt16, product: UInt16, group: String = "countertop") -> String {
        "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ATTR{idVendor}==\"\(hex(vendor))\", "
            + "ATTR{idProduct}==\"\(hex(product))\", GROUP=\"\(group)\", MODE=\"0660\", ATTR{power/control}=\"on\""
    }

    /// The same for every device with a printer interface.
    public static func printers(group: String = "countertop") -> String {
        "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ENV{ID_USB_INTERFACES}==\"*:0701??:*\", "
            + "GROUP=\"\(group)\", MODE=\"0660\""
    }

    /// The same for the nodes that the kernel's driver usblp makes of them.
    public static func printerNodes(group: String = "countertop") -> String {
        "SUBSYSTEM==\"usbmisc\", KERNEL==\"lp[0-9]*\", GROUP=\"\(group)\", MODE=\"0660\""
    }

    /// The same for serial devices: the node's name for one on the board, all of them for USB adapters and modems.
    public static func text(serial path: String, group: String = "countertop") -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let device = name.hasPrefix("ttyS") ? "KERNEL==\"\(name)\"" : "ENV{ID_BUS}==\"usb\""
        return "SUBSYSTEM==\"tty\", \(device), GROUP=\"\(group)\", MODE=\"0660\""
    }

    /// Where a technician's own rules belong.
    public static let file = "/etc/udev/rules.d/61-countertop-local.rules"

    private static func hex(_ value: UInt16) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
