import Domain

/// What a scanner's or swiper's service tells the counter.
public enum ScannerReport: Sendable {
    /// `model` is `VENDOR:PRODUCT` as four hex digits each; nil on a serial line.
    case connected(DeviceID, name: String, model: String?)
    case disconnected(DeviceID)
    case faulted(DeviceID, problem: String, detail: String)
    case recovered(DeviceID)
    case read(DeviceID, ScannerReading)
}
