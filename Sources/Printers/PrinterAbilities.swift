import Domain

/// What a printer was found to answer.
struct PrinterAbilities: Sendable, Hashable {
    /// How a receipt is confirmed, the best first.
    enum Confirmation: String, Sendable, Hashable, CaseIterable {
        /// `GS ( H`: on paper.
        case processID = "process-id"
        /// `GS r`: processed up to the end.
        case fence
        /// By nothing but the line.
        case none
    }

    /// `DLE EOT`.
    var realTimeStatus = false
    /// `GS a`.
    var automaticStatus = false
    /// `GS ( H`.
    var processID = false
    /// `GS r`.
    var fence = false
    /// `DLE DC4 8`.
    var bufferClear = false
    /// Texts of `GS I`, in the order asked: maker, model, font.
    var identity: [String] = []
    /// `GS I 68`; nil where it tells none.
    var serialNumber: String?

    init() {}

    var confirmation: Confirmation { processID ? .processID : fence ? .fence : .none }

    /// Whether it answers anything that stands in the stream of print data.
    var answersInOrder: Bool { automaticStatus || processID || fence || !identity.isEmpty }

    var answers: Bool { realTimeStatus || answersInOrder }

    /// Whether it answers a question for its status also while it prints, as Epson's do; simpler ones may do so afterwards.
    var answersAtOnce: Bool { realTimeStatus && (automaticStatus || processID) }

    /// `{confirmation, realTimeStatus, automaticStatus, fence, bufferClear, identity, serial}`.
    var json: JSONValue {
        var members = JSONObject()
        members["confirmation"] = .string(confirmation.rawValue)
        members["realTimeStatus"] = .bool(realTimeStatus)
        members["automaticStatus"] = .bool(automaticStatus)
        members["fence"] = .bool(fence)
        members["bufferClear"] = .bool(bufferClear)
        members["identity"] = .array(identity.map { .string($0) })
        members["serial"] = serialNumber.map { .string($0) }
        return .object(members)
    }

    /// Nil when `json` is not what `json` makes of abilities that were found.
    init?(json: JSONValue) {
        guard let confirmation = json["confirmation"]?.stringValue.flatMap(Confirmation.init(rawValue:)),
            let realTimeStatus = json["realTimeStatus"]?.boolValue,
            let automaticStatus = json["automaticStatus"]?.boolValue, let fence = json["fence"]?.boolValue,
            let bufferClear = json["bufferClear"]?.boolValue, let identity = json["identity"]?.arrayValue
        else {
            return nil
        }
        self.realTimeStatus = realTimeStatus
        self.automaticStatus = automaticStatus
        self.fence = fence
        self.bufferClear = bufferClear
        self.identity = identity.compactMap(\.stringValue)
        processID = confirmation == .processID
        serialNumber = json["serial"]?.stringValue
    }

    /// The same before anything was asked: `confirmation` is null.
    static let unknown: JSONValue = ["confirmation": .null]
}
