import Foundation
import HTTPClient
import HTTPServer
import Synchronization
import Testing

@Suite struct HTTPStreamTests {
    private let head = HTTPResponse(status: 200, headers: ["Content-Type": "text/event-stream"])

    /// A client that has asked.
    private func request(_ server: HTTPServer) throws -> HTTPRawConnection {
        let connection = try #require(HTTPRawConnection(port: server.port(of: 0) ?? 0))
        connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
        return connection
    }

    /// The stream that a handler puts there; the client may have its head before.
    private func first(_ streams: HTTPBox<Mutex<[HTTPStream]>>) throws -> HTTPStream {
        _ = httpEventually { streams.value.withLock { !$0.isEmpty } }
        return try #require(streams.value.withLock { $0.first })
    }

    @Test("a reader that does not read is asked for nothing more, and later gets everything in order")
    func slowReader() throws {
        let produced = HTTPBox(Mutex(0))
        let total = 2_000
        let server = try HTTPServer(HTTPServerTests.tcp { $0.idleSeconds = 60 }) { [head] _, responder in
            responder.respondStreaming(head) { stream in
                let number = produced.value.withLock { value in
                    value += 1
                    return value
                }
                let line = "\(number):" + String(repeating: "x", count: 8_000) + "\n"
                if number <= total { stream.write(Array(line.utf8)) } else { stream.close() }
            }
        }
        defer { server.stop() }
        let connection = try request(server)
        // Without reading, production comes to rest when the kernel's buffers are full.
        var last = -1
        #expect(
            httpEventually {
                let now = produced.value.withLock { $0 }
                defer { last = now }
                usleep(100_000)
                return now > 0 && now == last
            }
        )
        #expect(produced.value.withLock { $0 } < total)
        let all = connection.read(until: "\r\n0\r\n\r\n")
        let numbers = all.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line -> Int? in
            line.dropFirst(8).first == UInt8(ascii: "x")
                ? Int(String(line.prefix { $0 != UInt8(ascii: ":") }) ?? "") : nil
        }
        #expect(numbers == Array(1...total))
    }

    @Test("an idle stream is woken and costs no calls meanwhile")
    func wake() throws {
        let streams = HTTPBox(Mutex<[HTTPStream]>([]))
        let queue = HTTPBox(Mutex<[String]>(["hello\n"]))
        let calls = HTTPBox(Mutex(0))
        let server = try HTTPServer(HTTPServerTests.tcp()) { [head] _, responder in
            let stream = responder.respondStreaming(head) { stream in
                calls.value.withLock { $0 += 1 }
                let text = queue.value.withLock { queue in
                    defer { queue = [] }
                    return queue.joined()
                }
                if text == "end" { stream.close() } else if !text.isEmpty { stream.write(Array(text.utf8)) }
            }
            streams.value.withLock { $0.append(stream!) }
        }
        defer { server.stop() }
        let connection = try request(server)
        #expect(connection.read(until: "hello\n").contains("hello\n"))
        let stream = try first(streams)
        for number in 0..<200 {
            queue.value.withLock { $0 = ["n\(number)\n"] }
            stream.wake()
            #expect(connection.read(until: "n\(number)\n").contains("n\(number)\n"))
        }
        #expect(httpEventually { calls.value.withLock { $0 } >= 201 })
        let before = calls.value.withLock { $0 }
        usleep(200_000)
        #expect(calls.value.withLock { $0 } <= before + 1)
        queue.value.withLock { $0 = ["end"] }
        stream.wake()
        #expect(connection.read(until: "0\r\n\r\n").hasSuffix("0\r\n\r\n"))
        #expect(httpEventually { stream.write([1]) == .gone })
    }

    @Test("a worker is asked only for what is not at hand")
    func atHand() throws {
        let streams = HTTPBox(Mutex<[HTTPStream]>([]))
        let queue = HTTPBox(Mutex<[String]>([]))
        let fromWorker = HTTPBox(Mutex<[String]>([]))
        @Sendable func next() -> String? {
            queue.value.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }
        let server = try HTTPServer(HTTPServerTests.tcp()) { [head] _, responder in
            let stream = responder.respondStreaming(
                head,
                atHand: { stream in
                    guard queue.value.withLock({ $0.first?.hasPrefix("far") }) != true else { return false }
                    if let text = next() { stream.write(Array(text.utf8)) }
                    return true
                },
                needMore: { stream in
                    guard let text = next() else { return }
                    fromWorker.value.withLock { $0.append(text) }
                    stream.write(Array(text.utf8))
                }
            )
            streams.value.withLock { $0.append(stream!) }
        }
        defer { server.stop() }
        let connection = try request(server)
        #expect(connection.read(until: "\r\n\r\n").hasSuffix("\r\n\r\n"))
        let stream = try first(streams)
        func tell(_ text: String) {
            queue.value.withLock { $0.append(text) }
            stream.wake()
            #expect(connection.read(until: text).contains(text))
        }
        for number in 0..<100 {
            tell("near\(number)\n")
        }
        #expect(fromWorker.value.withLock { $0.isEmpty })
        for number in 0..<200 {
            tell((number % 3 == 0 ? "far" : "near") + "\(number)\n")
        }
        // One that is still about its business may take what comes next as well.
        #expect(
            fromWorker.value.withLock { $0.filter { $0.hasPrefix("far") } }
                == stride(from: 0, to: 200, by: 3).map { "far\($0)\n" }
        )
        queue.value.withLock { $0 = ["near last\n", "far last\n"] }
        stream.wake()
        let rest = connection.read(until: "far last\n")
        #expect(rest.contains("near last\n"))
        stream.close()
        #expect(connection.read(until: "0\r\n\r\n").hasSuffix("0\r\n\r\n"))
    }

    @Test("the producer hears once when the client is gone")
    func clientGone() throws {
        let closes = HTTPBox(Mutex(0))
        let streams = HTTPBox(Mutex<[HTTPStream]>([]))
        let server = try HTTPServer(HTTPServerTests.tcp()) { [head] _, responder in
            let stream = responder.respondStreaming(
                head,
                needMore: { _ in },
                onClose: { closes.value.withLock { $0 += 1 } }
            )
            streams.value.withLock { $0.append(stream!) }
        }
        defer { server.stop() }
        let connection = try request(server)
        #expect(connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200"))
        connection.close()
        let stream = try first(streams)
        #expect(
            httpEventually {
                stream.write(Array(": still there\n".utf8))
                return closes.value.withLock { $0 } == 1
            }
        )
        #expect(stream.write([1]) == .gone)
        #expect(httpEventually { server.connectionCount == 0 })
    }

    @Test("what is written beyond the backlog limit is refused whole")
    func backlogLimit() throws {
        let streams = HTTPBox(Mutex<[HTTPStream]>([]))
        let server = try HTTPServer(HTTPServerTests.tcp { $0.streamBacklogLimit = 10_000 }) { [head] _, responder in
            let stream = responder.respondStreaming(head, needMore: { _ in })
            streams.value.withLock { $0.append(stream!) }
        }
        defer { server.stop() }
        let connection = try request(server)
        #expect(connection.read(until: "\r\n\r\n").hasSuffix("\r\n\r\n"))
        let stream = try first(streams)
        var largest = 0
        var full = false
        for _ in 0..<100_000 where !full {
            switch stream.write([UInt8](repeating: 0x61, count: 1_000)) {
            case .backlog(let count): largest = max(largest, count)
            case .full: full = true
            case .gone: Issue.record("the stream ended")
            }
        }
        #expect(full)
        #expect(largest <= 10_000)
    }

    @Test("stop ends streams and tells their producers")
    func stop() throws {
        let closes = HTTPBox(Mutex(0))
        let server = try HTTPServer(HTTPServerTests.tcp()) { [head] _, responder in
            responder.respondStreaming(
                head,
                needMore: { _ in },
                onClose: { closes.value.withLock { $0 += 1 } }
            )
        }
        let port = try #require(server.port(of: 0))
        let connections = try (0..<20).map { _ in try #require(HTTPRawConnection(port: port)) }
        for connection in connections {
            connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 200"))
        }
        server.stop()
        #expect(closes.value.withLock { $0 } == 20)
        for connection in connections { #expect(connection.readToEnd().hasSuffix("0\r\n\r\n")) }
    }

    @Test("streams under load from many threads lose and double nothing")
    func manyStreams() throws {
        let next = HTTPBox(Mutex<[ObjectIdentifier: Int]>([:]))
        let streams = HTTPBox(Mutex<[HTTPStream]>([]))
        let head = HTTPBox(Mutex(0))
        let server = try HTTPServer(HTTPServerTests.tcp()) { [self] _, responder in
            let stream = responder.respondStreaming(self.head) { stream in
                let limit = head.value.withLock { $0 }
                let from = next.value.withLock { $0[ObjectIdentifier(stream), default: 0] }
                guard from < limit else { return }
                let to = min(limit, from + 7)
                next.value.withLock { $0[ObjectIdentifier(stream)] = to }
                stream.write(Array((from..<to).map { "<\($0)>" }.joined().utf8))
            }
            streams.value.withLock { $0.append(stream!) }
        }
        defer { server.stop() }
        let port = try #require(server.port(of: 0))
        let connections = try (0..<24).map { _ in try #require(HTTPRawConnection(port: port)) }
        for connection in connections {
            connection.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            #expect(connection.read(until: "\r\n\r\n").hasSuffix("\r\n\r\n"))
        }
        #expect(httpEventually { streams.value.withLock { $0.count } == 24 })
        let all = streams.value.withLock { $0 }
        for _ in 0..<500 {
            head.value.withLock { $0 += 1 }
            for stream in all { stream.wake() }
        }
        for connection in connections {
            let text = connection.read(until: "<499>")
            let numbers = text.split(separator: "<").compactMap { Int($0.prefix { $0 != ">" }) }
            #expect(numbers == Array(0..<500))
        }
    }
}
