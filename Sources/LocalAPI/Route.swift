import Domain
import HTTPServer

/// The routes of the API; `openapi.json` describes the same list, which a test compares.
enum Route: Sendable, Hashable {
    case status, lanes, devices, events, operations, receipts, openAPI, asyncAPI, receiptSchema, metrics
    case lane(String)
    case device(String)
    case begin(lane: String, kind: Operation.Kind)
    case endVisit(lane: String)
    case operation(String)
    case void(String)
    case cancel(String)
    case settle(String)
    case print(lane: String)
    case receipt(String)
    case preview(String, format: String)
    /// The paper of a receipt that is not printed.
    case draft(lane: String, format: String)
    case reprint(String)
    case cancelReceipt(String)
    case pairings, offerPairing, redeemPairing
    case removePairing(String)
    case selfTest(String)
    case diagnosis(lane: String)
    case shift(lane: String)
    case endShift(lane: String)

    /// Throws `unknown-route`, or `method-not-allowed` when the path exists with another method.
    init(method: String, segments: [String]) throws(Problem) {
        for candidate in [method, "GET", "POST", "DELETE"] {
            guard let route = Route.find(candidate, segments) else {
                continue
            }
            guard candidate == method else {
                throw Problem("method-not-allowed", detail: "use \(candidate)")
            }
            self = route
            return
        }
        throw Problem("unknown-route")
    }

    private static func find(_ method: String, _ segments: [String]) -> Route? {
        if segments == ["metrics"] {
            return method == "GET" ? .metrics : nil
        }
        guard segments.first == "v1" else {
            return nil
        }
        switch (method, segments.count) {
        case ("GET", 2): return collection(segments[1])
        case ("GET", 3): return member(segments[1], segments[2])
        case ("GET", 4) where segments[1] == "receipts" && segments[3].hasPrefix("preview."):
            return .preview(segments[2], format: String(segments[3].dropFirst("preview.".count)))
        case ("GET", 4) where segments[1] == "lanes" && segments[3] == "shift": return .shift(lane: segments[2])
        case ("POST", 2) where segments[1] == "pairings": return .offerPairing
        case ("POST", 3) where segments[1] == "pairings" && segments[2] == "token": return .redeemPairing
        case ("DELETE", 3) where segments[1] == "pairings": return .removePairing(segments[2])
        case ("POST", 4) where segments[1] == "lanes" && segments[3].hasPrefix("preview."):
            return .draft(lane: segments[2], format: String(segments[3].dropFirst("preview.".count)))
        case ("POST", 4): return action(segments[1], segments[2], segments[3])
        case ("DELETE", 4) where segments[1] == "lanes" && segments[3] == "visit": return .endVisit(lane: segments[2])
        default: return nil
        }
    }

    private static func collection(_ name: String) -> Route? {
        switch name {
        case "status": .status
        case "lanes": .lanes
        case "devices": .devices
        case "events": .events
        case "operations": .operations
        case "receipts": .receipts
        case "openapi.json": .openAPI
        case "asyncapi.json": .asyncAPI
        case "pairings": .pairings
        case "receipt.schema.json": .receiptSchema
        default: nil
        }
    }

    private static func member(_ name: String, _ id: String) -> Route? {
        switch name {
        case "lanes": .lane(id)
        case "devices": .device(id)
        case "operations": .operation(id)
        case "receipts": .receipt(id)
        default: nil
        }
    }

    private static func action(_ name: String, _ id: String, _ verb: String) -> Route? {
        switch (name, verb) {
        case ("lanes", "sales"): .begin(lane: id, kind: .sale)
        case ("lanes", "recharges"): .begin(lane: id, kind: .recharge)
        case ("lanes", "refunds"): .begin(lane: id, kind: .refund)
        case ("lanes", "inquiries"): .begin(lane: id, kind: .inquiry)
        case ("lanes", "receipts"): .print(lane: id)
        case ("operations", "void"): .void(id)
        case ("operations", "cancel"): .cancel(id)
        case ("operations", "settle"): .settle(id)
        case ("receipts", "reprint"): .reprint(id)
        case ("receipts", "cancel"): .cancelReceipt(id)
        case ("devices", "selftest"): .selfTest(id)
        case ("lanes", "diagnosis"): .diagnosis(lane: id)
        case ("lanes", "shift"): .endShift(lane: id)
        default: nil
        }
    }
}
