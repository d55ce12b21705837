/// What a reading proves: which member, by which scheme, how strongly.
///
/// `value` identifies a person. It goes to the journal and the core; logs, receipts and error texts use `masked`.
public struct Credential: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// `member`, `uid`, `phone`, or a scheme a card profile names.
    public let scheme: String
    public let value: String
    public let assurance: Assurance

    public init(scheme: String, value: String, assurance: Assurance) {
        self.scheme = scheme
        self.value = value
        self.assurance = assurance
    }

    /// The last four characters behind stars; shorter values are stars altogether.
    public var masked: String { Credential.mask(value) }

    /// Stars for all but the last four characters; values of up to six characters keep only the last one.
    public static func mask(_ value: String) -> String {
        let keep = value.count > 6 ? 4 : value.count > 1 ? 1 : 0
        return String(repeating: "*", count: max(0, min(value.count - keep, 8))) + value.suffix(keep)
    }

    public var description: String { "\(scheme):\(masked) (\(assurance.rawValue))" }
    public var debugDescription: String { description }

    public var json: JSONValue {
        .object([
            "scheme": .string(scheme), "value": .string(value), "assurance": .string(assurance.rawValue),
        ])
    }

    /// Nil unless `json` has the three members that `json` writes.
    public init?(json: JSONValue) {
        guard let scheme = json["scheme"]?.stringValue, let value = json["value"]?.stringValue,
            let assurance = json["assurance"]?.stringValue.flatMap(Assurance.init(rawValue:))
        else {
            return nil
        }
        self.init(scheme: scheme, value: value, assurance: assurance)
    }
}
