import Domain
import Receipts

/// What a printer was found to answer.
struct PrinterAbilities: Sendable, Hashable {
    /// How a receipt is confirmed, the best first.
    enum Confirmation: String, Sendable, Hashable, CaseIterable {
        /// `GS ( H`: on paper.
        case processID = "process-id"
        /// `ESC GS ETX`: on paper.
        case printEnd = "print-end"
        /// `ETB`: on paper, and told to every host.
        case etb
        /// `GS r`: processed up to the end.
        case fence
        /// By nothing but the line.
        case none

        static func by(_ token: CompletionToken) -> Confirmation {
            switch token {
            case .processID: .processID
            case .document: .printEnd
            case .etbCounter: .etb
            }
        }
    }

    /// `DLE EOT`; of Star's `ESC ACK SOH`.
    var realTimeStatus = false
    /// `GS a`; of Star's `ESC RS a`, and the status is still told when it is asked for.
    var automaticStatus = false
    /// `GS ( H`.
    var processID = false
    /// `GS r`.
    var fence = false
    /// How often it answers a receipt at whose begin a macro was defined that is run at its end: 2 where the definition is
    /// answered as well, 0 where there are no macros, nil where nobody asked. One that was switched off and on in between
    /// answers less often.
    var macroAnswers: Int?
    /// `ESC GS ETX`.
    var printEnd = false
    /// `ETB`; not asked for where there is better.
    var etb = false
    /// `DLE DC4 8`.
    var bufferClear = false
    /// Texts of `GS I`, in the order asked: maker, model, font.
    var identity: [String] = []
    /// `GS I 68`; nil where it tells none.
    var serialNumber: String?
    /// The version in a Star printer's status; nil for others.
    var statusVersion: Int?

    init() {}

    var confirmation: Confirmation {
        processID ? .processID : printEnd ? .printEnd : fence ? .fence : etb ? .etb : .none
    }

    /// Whether it gives away that it was switched off and on in the middle of a receipt.
    var hasMacro: Bool { macroAnswers ?? 0 > 0 }

    /// Whether it says of each receipt that it is on paper.
    var confirmsPaper: Bool { processID || printEnd || etb }

    /// Whether it answers anything that stands in the stream of print data.
    var answersInOrder: Bool { automaticStatus || confirmation != .none || !identity.isEmpty }

    var answers: Bool { realTimeStatus || answersInOrder }

    /// Whether it answers a question for its status also while it prints, as Epson's do; simpler ones may do so afterwards.
    var answersAtOnce: Bool { realTimeStatus && (automaticStatus || confirmsPaper) }

    /// `{confirmation, realTimeStatus, automaticStatus, fence, bufferClear, identity, serial, statusVersion}`, and
    /// `macroAnswers` of a printer with a fence.
    var json: JSONValue {
        var members = JSONObject()
        members["confirmation"] = .string(confirmation.rawValue)
        members["realTimeStatus"] = .bool(realTimeStatus)
        members["automaticStatus"] = .bool(automaticStatus)
        members["fence"] = .bool(fence)
        members["macroAnswers"] = macroAnswers.map { .integer(Int64($0)) }
        members["bufferClear"] = .bool(bufferClear)
        members["identity"] = .array(identity.map { .string($0) })
        members["serial"] = serialNumber.map { .string($0) }
        members["statusVersion"] = statusVersion.map { .integer(Int64($0)) }
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
        macroAnswers = json["macroAnswers"]?.intValue.map { Int($0) }
        self.bufferClear = bufferClear
        self.identity = identity.compactMap(\.stringValue)
        processID = confirmation == .processID
        printEnd = confirmation == .printEnd
        etb = confirmation == .etb
        statusVersion = json["statusVersion"]?.intValue.map { Int($0) }
        serialNumber = json["serial"]?.stringValue
    }

    /// The same before anything was asked: `confirmation` is null.
    static let unknown: JSONValue = ["confirmation": .null]
}
