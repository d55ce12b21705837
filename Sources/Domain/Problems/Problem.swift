/// What went wrong, under a stable code whose texts stand in the catalogue (RFC 9457 problem details).
public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable code, lower-case words with hyphens; the catalogue has an entry for each.
    public let code: String
    /// What exactly, for the person who reads it; English, no card numbers, keys or codes.
    public let detail: String?
    /// The request field, configuration key or device it is about.
    public let subject: String?
    /// Seconds after which trying again makes sense.
    public let retryAfter: Int?
    /// Where a reader of events whose own cursor is gone may go on.
    public let oldest: EventCursor?

    public init(
        _ code: String,
        detail: String? = nil,
        subject: String? = nil,
        retryAfter: Int? = nil,
        oldest: EventCursor? = nil
    ) {
        self.code = code
        self.detail = detail
        self.subject = subject
        self.retryAfter = retryAfter
        self.oldest = oldest
    }

    public var entry: ProblemEntry { ProblemCatalogue.shared.entry(code) }
    public var httpStatus: Int { entry.status }

    /// The problem document with both languages.
    public var json: JSONValue {
        let entry = entry
        var members = JSONObject()
        members["type"] = .string("urn:countertop:problem:" + code)
        members["code"] = .string(code)
        members["status"] = .integer(Int64(entry.status))
        members["title"] = .string(entry.title.english)
        if let detail {
            members["detail"] = .string(detail)
        }
        if let subject {
            members["subject"] = .string(subject)
        }
        if let oldest {
            members["oldest"] = .string(oldest.description)
        }
        members["cashier"] = .string(entry.cashier.english)
        members["technician"] = .string(entry.technician.english)
        members["moneyAtRisk"] = .bool(entry.moneyAtRisk)
        members["zh"] = .object([
            "title": .string(entry.title.chinese),
            "cashier": .string(entry.cashier.chinese),
            "technician": .string(entry.technician.chinese),
        ])
        return .object(members)
    }

    public var description: String {
        [code, subject, detail].compactMap { $0 }.joined(separator: ": ")
    }
}
