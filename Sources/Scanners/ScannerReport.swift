import Domain

/// What a scanner's or swiper's service tells the counter.
public enum ScannerReport: Sendable {
    case connected(DeviceID, name: String)
    case disconnected(DeviceID)
    case faulted(DeviceID, problem: String, detail: String)
    case recovered(DeviceID)
    case read(DeviceID, ScannerReading)
}
