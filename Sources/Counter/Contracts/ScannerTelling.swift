import Domain

/// The way back to scanners and swipers; never blocks. What a device cannot be told is left out.
public protocol ScannerTelling: AnyObject, Sendable {
    /// Keys of member codes and badges have changed.
    func take(_ keys: [MemberKey])
    /// Whether something came of what the device read last.
    func tell(_ device: DeviceID, accepted: Bool)
    /// Whether its lane waits for a scan now; told when it changes and when the device is plugged in.
    func tell(_ device: DeviceID, wanted: Bool)
}
