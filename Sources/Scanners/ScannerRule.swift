import Domain
import HID
import USB

/// Which USB device is meant, and how it is to be read.
public struct ScannerRule: Sendable {
    /// `0c2e:0b61`; nil for any.
    public var model: String?
    /// Bus and ports as `1-2.4`; nil for any.
    public var port: String?
    /// nil for any, also for a device without one.
    public var serial: String?
    /// What it is claimed as; nil leaves it to what the device says of itself.
    public var kind: DeviceID.Kind?
    /// Leaves the device alone, whatever it says of itself.
    public var isIgnored: Bool
    /// How a keyboard-mode device types.
    public var keyboard: KeyboardDecoderSettings

    public init(
        model: String? = nil,
        port: String? = nil,
        serial: String? = nil,
        kind: DeviceID.Kind? = nil,
        isIgnored: Bool = false,
        keyboard: KeyboardDecoderSettings
    ) {
        self.model = model
        self.port = port
        self.serial = serial
        self.kind = kind
        self.isIgnored = isIgnored
        self.keyboard = keyboard
    }

    func matches(_ info: USBDeviceInfo, serial own: String?) -> Bool {
        (model == nil || model == info.model) && (port == nil || port == info.location.path)
            && (serial == nil || serial == own)
    }
}
