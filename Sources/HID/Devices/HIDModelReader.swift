import Domain

/// Reads one entry of `devices.json5`, strictly.
enum HIDModelReader {
    static func model(_ node: JSONNode) throws(JSONReadError) -> HIDModel {
        guard case .object(let members) = node.content else {
            throw JSONReadError(position: node.position, message: "a model is due")
        }
        let known = ["name", "vendor", "products", "application", "inputs", "role", "format", "redirectReport", "source"]
        for member in members where !known.contains(member.key) {
            throw JSONReadError(position: member.keyPosition, message: "no such key: \(member.key)")
        }
        func value(_ key: String) -> JSONNode? { members.first { $0.key == key }?.node }
        func required(_ key: String) throws(JSONReadError) -> JSONNode {
            guard let value = value(key) else {
                throw JSONReadError(position: node.position, message: "'\(key)' is missing")
            }
            return value
        }
        _ = try text(try required("source"))
        return HIDModel(
            name: try text(try required("name")),
            vendor: try number(try required("vendor")),
            products: try list(value("products")) { node throws(JSONReadError) in try number(node) },
            application: try usage(try required("application")),
            inputs: try list(value("inputs")) { node throws(JSONReadError) in try usage(node) },
            role: try choice(try required("role")),
            format: try value("format").map { node throws(JSONReadError) in try choice(node) },
            redirectReport: try value("redirectReport").map { node throws(JSONReadError) in try number(node) }
        )
    }

    private static func text(_ node: JSONNode) throws(JSONReadError) -> String {
        guard let text = node.value.stringValue, !text.isEmpty else {
            throw JSONReadError(position: node.position, message: "a text is due")
        }
        return text
    }

    private static func number<Number: FixedWidthInteger>(_ node: JSONNode) throws(JSONReadError) -> Number {
        guard let value = node.value.intValue, let number = Number(exactly: value) else {
            throw JSONReadError(position: node.position, message: "a number up to \(Number.max) is due")
        }
        return number
    }

    /// `[page, id]`.
    private static func usage(_ node: JSONNode) throws(JSONReadError) -> HIDUsage {
        guard case .array(let parts) = node.content, parts.count == 2 else {
            throw JSONReadError(position: node.position, message: "a usage page and id are due")
        }
        return HIDUsage(try number(parts[0]), try number(parts[1]))
    }

    private static func list<Element>(
        _ node: JSONNode?,
        _ element: (JSONNode) throws(JSONReadError) -> Element
    ) throws(JSONReadError) -> [Element] {
        guard let node else {
            return []
        }
        guard case .array(let nodes) = node.content else {
            throw JSONReadError(position: node.position, message: "a list is due")
        }
        var elements: [Element] = []
        for node in nodes {
            elements.append(try element(node))
        }
        return elements
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: JSONNode
    ) throws(JSONReadError) -> Choice {
        guard let choice = node.value.stringValue.flatMap(Choice.init(rawValue:)) else {
            let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw JSONReadError(position: node.position, message: "one of \(choices) is due")
        }
        return choice
    }
}
