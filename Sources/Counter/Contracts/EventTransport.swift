import Domain

/// Delivers events to the core; HTTP is the first transport, a broker may come behind the same calls.
///
/// Synchronous; called from the delivery thread only. The acknowledgement is always the core's, never a broker's.
public protocol EventTransport: AnyObject {
    /// Per stream: acknowledged sequence and that event's id, for `source` and the epoch it last saw.
    func streams(source: String) throws(DeliveryFault) -> CoreStreams
    func send(_ batch: DeliveryBatch) throws(DeliveryFault) -> DeliveryAnswer
}
