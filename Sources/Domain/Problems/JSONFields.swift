/// Reads one JSON object strictly: every member is asked for by name and type, `finish()` refuses what nobody asked for.
public struct JSONFields {
    private let object: JSONObject
    private let path: String
    private var asked: [String] = []

    /// Throws `invalid-request` when `json` is no object; `path` prefixes the field names in problems.
    public init(_ json: JSONValue, path: String = "") throws(Problem) {
        guard let object = json.objectValue else {
            throw Problem("invalid-request", detail: "an object is expected", subject: path.isEmpty ? nil : path)
        }
        self.object = object
        self.path = path
    }

    public func name(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

    /// The member, nil when absent or null.
    public mutating func optional(_ key: String) -> JSONValue? {
        asked.append(key)
        let value = object[key]
        return value == .null ? nil : value
    }

    public mutating func required(_ key: String) throws(Problem) -> JSONValue {
        guard let value = optional(key) else {
            throw Problem("invalid-request", detail: "is missing", subject: name(key))
        }
        return value
    }

    /// Text of 1…`limit` bytes without control characters; nil when absent.
    public mutating func text(_ key: String, limit: Int = 200) throws(Problem) -> String? {
        guard let value = optional(key) else {
            return nil
        }
        guard let text = value.stringValue, (1...limit).contains(text.utf8.count),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            throw Problem("invalid-request", detail: "must be text of 1 to \(limit) bytes", subject: name(key))
        }
        return text
    }

    public mutating func requiredText(_ key: String, limit: Int = 200) throws(Problem) -> String {
        _ = try required(key)
        return try text(key, limit: limit) ?? ""
    }

    public mutating func integer(_ key: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
        guard let value = optional(key) else {
            return nil
        }
        guard let number = value.intValue, range.contains(number) else {
            throw Problem(
                "invalid-request",
                detail: "must be an integer from \(range.lowerBound) to \(range.upperBound)",
                subject: name(key)
            )
        }
        return number
    }

    /// A positive amount in the smallest unit, at most `Money.largestRequest`; `invalid-amount` otherwise.
    public mutating func amount(_ key: String, allowZero: Bool = false) throws(Problem) -> Int64? {
        guard let value = optional(key) else {
            return nil
        }
        guard let number = value.intValue, number >= (allowZero ? 0 : 1), number <= Money.largestRequest else {
            throw Problem(
                "invalid-amount",
                detail: "must be an integer in the smallest unit from \(allowZero ? 0 : 1) to \(Money.largestRequest)",
                subject: name(key)
            )
        }
        return number
    }

    public mutating func bool(_ key: String) throws(Problem) -> Bool? {
        guard let value = optional(key) else {
            return nil
        }
        guard let flag = value.boolValue else {
            throw Problem("invalid-request", detail: "must be true or false", subject: name(key))
        }
        return flag
    }

    /// The array's elements, empty when absent; more than `limit` is refused.
    public mutating func array(_ key: String, limit: Int) throws(Problem) -> [JSONValue] {
        guard let value = optional(key) else {
            return []
        }
        guard let elements = value.arrayValue, elements.count <= limit else {
            throw Problem("invalid-request", detail: "must be a list of at most \(limit)", subject: name(key))
        }
        return elements
    }

    /// Refuses members nobody asked for.
    public func finish() throws(Problem) {
        for key in object.keys where !asked.contains(key) {
            throw Problem("invalid-request", detail: "is not a field of this request", subject: name(key))
        }
    }
}
