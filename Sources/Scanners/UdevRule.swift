import USB

/// The udev rule that gives a device to the service user.
public enum UdevRule {
    /// One line for a file in /etc/udev/rules.d; takes effect when the device is plugged in again.
    public static func text(for device: USBDeviceInfo, group: String = "countertop") -> String {
        let model = device.model.split(separator: ":")
        return "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ATTR{idVendor}==\"\(model[0])\", "
            + "ATTR{idProduct}==\"\(model[1])\", GROUP=\"\(group)\", MODE=\"0660\", ATTR{power/control}=\"on\""
    }
}
