/// The one answer to one request, given at any time from any thread.
///
/// Only the first answer counts. A responder that is let go without an answer answers 500 by itself, so that a
/// client never waits for nothing.
public final class Responder: Sendable {
    private let exchange: Exchange

    init(_ exchange: Exchange) {
        self.exchange = exchange
    }

    deinit {
        exchange.answerNothing()
    }

    /// Answers; false when there was an answer already or the client is gone. Never blocks.
    @discardableResult
    public func respond(_ response: HTTPResponse) -> Bool {
        exchange.answer(.whole(response))
    }

    /// Answers with a stream whose head goes out at once; nil when there was an answer already.
    ///
    /// `atHand` and `needMore` are asked for more when the stream begins, when the client has taken all that was written, and
    /// after `HTTPStream.wake()`, never both or twice at the same time. Each writes a bounded amount, or nothing, or closes.
    /// `atHand` runs on the thread that serves all connections: it must not block, and gives false when `needMore` is to be
    /// asked, which runs on a worker and may. `onClose` runs once on a worker when the client is gone or the stream has ended.
    @discardableResult
    public func respondStreaming(
        _ head: HTTPResponse,
        atHand: @escaping @Sendable (HTTPStream) -> Bool = { _ in false },
        needMore: @escaping @Sendable (HTTPStream) -> Void,
        onClose: @escaping @Sendable () -> Void = {}
    ) -> HTTPStream? {
        let stream = exchange.makeStream(atHand: atHand, needMore: needMore, onClose: onClose)
        return exchange.answer(.stream(head, stream)) ? stream : nil
    }
}
