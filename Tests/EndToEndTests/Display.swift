import Domain
import HTTPClient
import Linux
import SimulatedShop

/// A display that follows the pay events live, remembers its cursor, and vanishes when it likes.
final class Display {
    private(set) var cursor: String
    private(set) var sequences: [Int64] = []
    private let socket: String

    init(socket: String, after cursor: String) {
        self.socket = socket
        self.cursor = cursor
    }

    /// Reads from its cursor on until it has `count` events, then goes in the middle of what comes next.
    ///
    /// `pause` is called with each piece before it is read; while it blocks, nothing is taken from the socket. A connection that
    /// the daemon ends, because it ends itself or gives up on who does not read, is made again, as browsers do.
    func watch(until count: Int, pause: @escaping () -> Void = {}) throws {
        for _ in 0..<10 where sequences.count < count {
            try connect(until: count, pause: pause)
        }
    }

    private func connect(until count: Int, pause: @escaping () -> Void) throws {
        let client = HTTPClient()
        defer { client.close() }
        var request = HTTPClientRequest(url: "http://localhost/v1/events?stream=pay")
        request.unixSocketPath = socket
        request.totalTimeout = 60_000
        request.headers = [.init("Accept", "text/event-stream"), .init("Last-Event-ID", cursor)]
        var reader = EventStreamReader()
        do throws(HTTPClientError) {
            _ = try client.stream(request) { [self] bytes in
                pause()
                for message in reader.take(bytes) where message.id != nil && sequences.count < count {
                    cursor = message.id ?? cursor
                    let event = try? JSONReader.read(message.data)
                    sequences.append(event?["sequence"]?.stringValue.flatMap { Int64($0) } ?? -1)
                }
                return sequences.count < count
            }
        } catch {
            guard error.code == .cancelled || error.code == .broken else {
                throw error
            }
        }
    }
}
