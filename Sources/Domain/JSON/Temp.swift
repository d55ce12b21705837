// Stands in until the reader and writer land beside it; delete this file then.
public enum JSONValue: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    case null, bool(Bool), integer(Int64), number(String), string(String), array([JSONValue]), object(JSONObject)
    public init(stringLiteral v: String) { self = .string(v) }
    public init(nilLiteral: ()) { self = .null }
    public init(integerLiteral v: Int64) { self = .integer(v) }
    public init(booleanLiteral v: Bool) { self = .bool(v) }
    public init(arrayLiteral e: JSONValue...) { self = .array(e) }
    public init(dictionaryLiteral e: (String, JSONValue)...) {
        var o = JSONObject(); for (k, v) in e { o[k] = v }; self = .object(o)
    }
    public var stringValue: String? { if case .string(let s) = self { return s }; return nil }
    public var intValue: Int64? { if case .integer(let s) = self { return s }; return nil }
    public var boolValue: Bool? { if case .bool(let s) = self { return s }; return nil }
    public var arrayValue: [JSONValue]? { if case .array(let s) = self { return s }; return nil }
    public var objectValue: JSONObject? { if case .object(let s) = self { return s }; return nil }
    public subscript(_ k: String) -> JSONValue? { objectValue?[k] }
}
public struct JSONObject: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    var members: [(String, JSONValue)] = []
    public init() {}
    public init(dictionaryLiteral e: (String, JSONValue)...) { for (k, v) in e { self[k] = v } }
    public var keys: [String] { members.map(\.0) }
    public static func == (a: Self, b: Self) -> Bool { a.keys == b.keys && a.members.map(\.1) == b.members.map(\.1) }
    public func hash(into h: inout Hasher) { h.combine(keys) }
    public subscript(_ k: String) -> JSONValue? {
        get { members.first { $0.0 == k }?.1 }
        set {
            if let i = members.firstIndex(where: { $0.0 == k }) {
                if let newValue { members[i].1 = newValue } else { members.remove(at: i) }
            } else if let newValue {
                members.append((k, newValue))
            }
        }
    }
}
