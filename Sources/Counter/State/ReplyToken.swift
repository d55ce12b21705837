/// Names the till's waiting call.
public struct ReplyToken: Sendable, Hashable {
    public let number: UInt64

    public init(number: UInt64) {
        self.number = number
    }
}
