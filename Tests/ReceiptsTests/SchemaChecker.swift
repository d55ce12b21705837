import Domain

/// Checks JSON against the part of JSON Schema 2020-12 that the receipt's schema uses; a keyword it does not know is told.
struct SchemaChecker {
    private static let annotations = ["$schema", "$id", "$defs", "title", "description", "default"]
    private static let checks = [
        "$ref", "type", "enum", "properties", "additionalProperties", "required", "items", "maxItems", "minLength",
        "maxLength", "minimum", "maximum", "pattern",
    ]

    let root: JSONValue

    /// What of the value is not as the schema says.
    func breaches(_ value: JSONValue) -> [String] {
        breaches(value, root, at: "$")
    }

    /// The schema's parts in which members have names: the root and each definition.
    var objects: [(name: String, schema: JSONValue)] {
        [("receipt", root)] + (root["$defs"]?.objectValue?.members ?? []).map { ($0.key, $0.value) }
    }

    private func breaches(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        var found: [String] = []
        for keyword in schema.objectValue?.keys ?? []
        where !Self.annotations.contains(keyword) && !Self.checks.contains(keyword) {
            found.append("\(path): the keyword \(keyword) is not checked")
        }
        if let reference = schema["$ref"]?.stringValue {
            guard let target = root["$defs"]?[String(reference.dropFirst("#/$defs/".count))] else {
                return ["\(path): \(reference) leads nowhere"]
            }
            return found + breaches(value, target, at: path)
        }
        if let choices = schema["enum"]?.arrayValue, !choices.contains(value) {
            found.append("\(path) is none of the choices")
        }
        switch schema["type"]?.stringValue {
        case "object": found += members(value, schema, at: path)
        case "array": found += elements(value, schema, at: path)
        case "string": found += text(value, schema, at: path)
        case "integer":
            let number = value.intValue
            let isWithin =
                number.map { $0 >= schema["minimum"]?.intValue ?? .min && $0 <= schema["maximum"]?.intValue ?? .max }
            if isWithin != true {
                found.append("\(path) is no such integer")
            }
        case "boolean":
            if value.boolValue == nil {
                found.append("\(path) is neither true nor false")
            }
        default: break
        }
        return found
    }

    private func members(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let object = value.objectValue else {
            return ["\(path) is no object"]
        }
        let missing = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue).filter { object[$0] == nil }
        return missing.map { "\(path).\($0) is missing" }
            + object.members.flatMap { member in
                schema["properties"]?[member.key].map { breaches(member.value, $0, at: path + "." + member.key) }
                    ?? (schema["additionalProperties"] == false ? ["\(path).\(member.key) is not described"] : [])
            }
    }

    private func elements(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let elements = value.arrayValue, elements.count <= schema["maxItems"]?.intValue ?? .max else {
            return ["\(path) is no such array"]
        }
        return elements.enumerated().flatMap { index, element in
            breaches(element, schema["items"] ?? [:], at: "\(path)[\(index)]")
        }
    }

    private func text(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        guard let count = value.stringValue?.unicodeScalars.count, count >= schema["minLength"]?.intValue ?? 0,
            count <= schema["maxLength"]?.intValue ?? .max
        else {
            return ["\(path) is no such text"]
        }
        // The one pattern there is.
        let isCode = value.stringValue?.utf8.allSatisfy { (0x41...0x5A).contains($0) } == true && count == 3
        return schema["pattern"] == nil || schema["pattern"] == "^[A-Z]{3}$" && isCode
            ? [] : ["\(path) does not fit its pattern"]
    }
}
