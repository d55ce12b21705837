/// Takes a `text/event-stream` apart (HTML standard §9.2.6).
public struct EventStreamReader {
    public struct Message: Sendable, Hashable {
        public var event = "message"
        public var data = ""
        public var id: String?
    }

    private var rest: [UInt8] = []
    private var message = Message()
    private var hasData = false

    public init() {}

    /// Adds bytes and gives the messages they complete.
    public mutating func take(_ bytes: [UInt8]) -> [Message] {
        rest += bytes
        var complete: [Message] = []
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: 0x0A) {
            if let message = take(line: String(decoding: rest[start..<end], as: UTF8.self)) {
                complete.append(message)
            }
            start = end + 1
        }
        rest.removeSubrange(..<start)
        return complete
    }

    private mutating func take(line: String) -> Message? {
        guard !line.isEmpty else {
            defer {
                message = Message()
                hasData = false
            }
            return hasData ? message : nil
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var value = parts.count > 1 ? parts[1] : ""
        if value.first == " " {
            value.removeFirst()
        }
        switch parts[0] {
        case "event": message.event = String(value)
        case "id": message.id = String(value)
        case "data":
            message.data += hasData ? "\n" + value : String(value)
            hasData = true
        default: break
        }
        return nil
    }
}
