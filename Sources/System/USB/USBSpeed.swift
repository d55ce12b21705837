/// The speed a device runs at; the raw values are those of USB/IP and of the kernel's `usb_device_speed`.
public enum USBSpeed: UInt32, Hashable, Sendable {
    case unknown = 0
    /// 1.5 Mbit/s, packets of at most 8 bytes.
    case low = 1
    /// 12 Mbit/s.
    case full = 2
    /// 480 Mbit/s.
    case high = 3
    case superSpeed = 5
    case superSpeedPlus = 6
}
