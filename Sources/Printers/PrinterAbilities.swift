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
    /// Texts of `GS I`, in the order asked: maker, model, font.
    var identity: [String] = []

    var confirmation: Confirmation { processID ? .processID : fence ? .fence : .none }

    /// Whether it answers anything that stands in the stream of print data.
    var answersInOrder: Bool { automaticStatus || processID || fence || !identity.isEmpty }

    var answers: Bool { realTimeStatus || answersInOrder }

    /// `{confirmation, realTimeStatus, automaticStatus, identity}`.
    var json: JSONValue {
        [
            "confirmation": .string(confirmation.rawValue),
            "realTimeStatus": .bool(realTimeStatus),
            "automaticStatus": .bool(automaticStatus),
            "identity": .array(identity.map { .string($0) }),
        ]
    }

    /// The same before anything was asked: `confirmation` is null.
    static let unknown: JSONValue = ["confirmation": .null]
}
