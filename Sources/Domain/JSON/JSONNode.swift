/// A value with its place in the text, for messages about configuration.
public struct JSONNode: Sendable, Hashable {
    public struct Member: Sendable, Hashable {
        public let key: String
        public let keyPosition: JSONPosition
        public let node: JSONNode
    }

    public indirect enum Content: Sendable, Hashable {
        case scalar(JSONValue)
        case array([JSONNode])
        case object([Member])
    }

    public let position: JSONPosition
    public let content: Content

    public var value: JSONValue {
        switch content {
        case .scalar(let value): return value
        case .array(let nodes): return .array(nodes.map(\.value))
        case .object(let members):
            var object = JSONObject()
            for member in members {
                object[member.key] = member.node.value
            }
            return .object(object)
        }
    }
}
