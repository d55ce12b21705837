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

extension CounterEvent {
    /// Reads what `cloudEvent` wrote; nil for anything else.
    public init?(cloudEvent json: JSONValue) {
        guard let id = json["id"]?.stringValue.flatMap(EntityID.init), let type = json["type"]?.stringValue,
            let source = json["source"]?.stringValue, source.hasPrefix("/stations/"),
            let stream = json["stream"]?.stringValue.flatMap(EventStream.init(rawValue:)),
            let epoch = json["epoch"]?.stringValue, let sequence = json["sequence"]?.stringValue.flatMap({ Int64($0) }),
            let time = json["time"]?.stringValue.flatMap(Instant.init(rfc3339:)),
            let recorded = json["recordedtime"]?.stringValue.flatMap(Instant.init(rfc3339:))
        else {
            return nil
        }
        self.init(
            id: id,
            type: type,
            stream: stream,
            epoch: epoch,
            sequence: sequence,
            station: String(source.dropFirst("/stations/".count)),
            lane: json["lane"]?.stringValue.flatMap(LaneName.init),
            device: json["device"]?.stringValue.flatMap { DeviceID($0) },
            time: time,
            recordedTime: recorded,
            data: json["data"] ?? .null
        )
    }

    /// The same fact under another epoch and sequence.
    public func renumbered(epoch: String, sequence: Int64) -> CounterEvent {
        CounterEvent(
            id: id,
            type: type,
            stream: stream,
            epoch: epoch,
            sequence: sequence,
            station: station,
            lane: lane,
            device: device,
            time: time,
            recordedTime: recordedTime,
            data: data
        )
    }
}
