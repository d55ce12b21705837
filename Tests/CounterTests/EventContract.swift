import Domain

/// What the AsyncAPI file promises of an event, checked on the events the rules write.
struct EventContract {
    static let shared = try! EventContract()

    private let document: JSONValue
    private(set) var messages: [String: JSONValue] = [:]

    private init() throws {
        document = try JSONReader.read(EventType.asyncAPI)
        for message in document["components"]?["messages"]?.objectValue?.members ?? [] {
            messages[message.key] = message.value["payload"]
        }
    }

    /// What of the event is not as the file says; empty when it keeps the contract.
    func breaches(_ event: CounterEvent) -> [String] {
        guard let schema = messages[event.type] else {
            return ["\(event.type) is not described"]
        }
        return breaches(event.cloudEvent, schema, at: event.type)
    }

    private func breaches(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        if let reference = schema["$ref"]?.stringValue {
            let name = String(reference.dropFirst("#/components/schemas/".count))
            guard let target = document["components"]?["schemas"]?[name] else {
                return ["\(path): \(reference) leads nowhere"]
            }
            return breaches(value, target, at: path)
        }
        if let every = schema["allOf"]?.arrayValue {
            return every.flatMap { breaches(value, $0, at: path) }
        }
        if let either = schema["oneOf"]?.arrayValue {
            let matching = either.filter { breaches(value, $0, at: path).isEmpty }
            return matching.count == 1 ? [] : ["\(path) matches \(matching.count) of \(either.count) forms"]
        }
        if let constant = schema["const"], constant != value {
            return ["\(path) is \(value), not \(constant)"]
        }
        if let choices = schema["enum"]?.arrayValue, !choices.contains(value) {
            return ["\(path) is \(value), none of \(choices)"]
        }
        switch schema["type"]?.stringValue {
        case "string": return value.stringValue == nil ? ["\(path) is no text"] : []
        case "integer": return value.intValue == nil ? ["\(path) is no integer"] : []
        case "array":
            guard let elements = value.arrayValue, let items = schema["items"] else {
                return ["\(path) is no array"]
            }
            return elements.flatMap { breaches($0, items, at: path + "[]") }
        case "object": return members(value, schema, at: path)
        default: return []
        }
    }

    private func members(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let object = value.objectValue else {
            return ["\(path) is no object"]
        }
        var found: [String] = []
        for name in schema["required"]?.arrayValue ?? [] where object[name.stringValue ?? ""] == nil {
            found.append("\(path).\(name.stringValue ?? "") is missing")
        }
        for member in object.members {
            if let part = schema["properties"]?[member.key] {
                found += breaches(member.value, part, at: path + "." + member.key)
            } else if schema["additionalProperties"] == .bool(false) {
                found.append("\(path).\(member.key) is not described")
            }
        }
        return found
    }
}
