import Linux
import Runtime
import Synchronization

/// A till that listens: reads the live events of a station's socket and notes when each one came.
final class EventClient: Sendable {
    private let socket: StreamSocket
    private let arrivals = ConditionBox<[UInt64]>([])
    private let thread: Mutex<DeviceThread?> = Mutex(nil)

    /// Subscribes from the newest event on, to all types or one; returns when the stream has begun.
    init(socket path: String, type: String? = nil) throws(LinuxError) {
        socket = try UnixSocket.connect(path, until: .after(milliseconds: 5_000))
        let query = type.map { "?type=" + $0 } ?? ""
        let request = "GET /v1/events\(query) HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
        try socket.writeAll(Array(request.utf8), until: .after(milliseconds: 5_000))
        var head: [UInt8] = []
        while !head.contains(Array("retry: 1000".utf8)) {
            head += try socket.read(upTo: 4096, until: .after(milliseconds: 5_000)) ?? []
        }
        let started = try DeviceThread.start("subscriber") { [self] in listen() }
        thread.withLock { $0 = started }
    }

    /// Times of the events so far, in order, once there are `count`; nil when they did not come within the time.
    func wait(for count: Int, milliseconds: Int) -> [UInt64]? {
        arrivals.wait(until: .after(milliseconds: milliseconds)) { $0.count >= count ? $0 : nil }
    }

    var count: Int { arrivals.withLock { $0.count } }

    func close() {
        socket.shutdown()
        thread.withLock { $0 }?.join(until: .after(milliseconds: 2_000))
        socket.close()
    }

    private func listen() {
        var line: [UInt8] = []
        while let bytes = try? socket.read(upTo: 65_536, until: .never), !bytes.isEmpty {
            let now = Stopwatch.now
            var events = 0
            for byte in bytes {
                if byte == 0x0A {
                    events += line.starts(with: Array("id: ".utf8)) ? 1 : 0
                    line.removeAll(keepingCapacity: true)
                } else if line.count < 8 {
                    line.append(byte)
                }
            }
            if events > 0 {
                let found = events
                arrivals.update { $0.append(contentsOf: repeatElement(now, count: found)) }
            }
        }
    }
}
