/// One immutable fact of the counter, as it stands in the journal and travels to subscribers and core (CloudEvents 1.0).
public struct CounterEvent: Sendable, Hashable {
    public let id: EntityID
    /// `countertop.<thing>.<happening>.v1`
    public let type: String
    public let stream: EventStream
    /// 64 random bits of the journal, 16 hex digits.
    public let epoch: String
    /// Contiguous from 1 per epoch and stream.
    public let sequence: Int64
    public let station: String
    public let lane: LaneName?
    public let device: DeviceID?
    /// When it happened, by the wall clock of the gateway.
    public let time: Instant
    /// When the row was handed to the journal.
    public let recordedTime: Instant
    /// The event's own members; never a card number of a bank card, a key or a payment code.
    public let data: JSONValue

    public init(
        id: EntityID,
        type: String,
        stream: EventStream,
        epoch: String,
        sequence: Int64,
        station: String,
        lane: LaneName?,
        device: DeviceID?,
        time: Instant,
        recordedTime: Instant,
        data: JSONValue
    ) {
        self.id = id
        self.type = type
        self.stream = stream
        self.epoch = epoch
        self.sequence = sequence
        self.station = station
        self.lane = lane
        self.device = device
        self.time = time
        self.recordedTime = recordedTime
        self.data = data
    }

    /// `/stations/<station>`, the CloudEvents `source`.
    public static func source(station: String) -> String { "/stations/" + station }

    /// Twenty digits, so that text order is number order.
    public static func sequenceText(_ sequence: Int64) -> String {
        let digits = String(sequence)
        return String(repeating: "0", count: max(0, 20 - digits.count)) + digits
    }

    /// The structured-mode JSON of CloudEvents 1.0 with the extensions the design names.
    public var cloudEvent: JSONValue {
        var members = JSONObject()
        members["specversion"] = "1.0"
        members["id"] = .string(id.text)
        members["source"] = .string(CounterEvent.source(station: station))
        members["type"] = .string(type)
        if let lane {
            members["subject"] = .string("lanes/" + lane.text)
        }
        members["time"] = .string(time.rfc3339)
        members["datacontenttype"] = "application/json"
        members["epoch"] = .string(epoch)
        members["stream"] = .string(stream.rawValue)
        members["sequence"] = .string(CounterEvent.sequenceText(sequence))
        if let lane {
            members["lane"] = .string(lane.text)
        }
        if let device {
            members["device"] = .string(device.text)
        }
        members["recordedtime"] = .string(recordedTime.rfc3339)
        members["data"] = data
        return .object(members)
    }
}
