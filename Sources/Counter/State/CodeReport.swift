import Domain
import HID

/// What the service of scanners and swipers tells the counter.
public enum CodeReport: Sendable, Hashable {
    case connected(DeviceID, name: String, place: ScannerPlace)
    case disconnected(DeviceID)
    case faulted(DeviceID, problem: String, detail: String)
    case recovered(DeviceID)
    /// Something was swiped or scanned, not the same again within the device's window.
    case read(DeviceID, CodeReading)
}
