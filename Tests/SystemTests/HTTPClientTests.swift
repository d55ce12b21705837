import Foundation
import Glibc
import HTTPClient
import HTTPServer
import Synchronization
import Testing

@Suite struct HTTPClientTests {
    private func failure(_ body: () throws(HTTPClientError) -> HTTPClientResponse) -> HTTPClientError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error
        }
    }

    @Test("a request goes out as given and the answer comes back whole, over kept connections")
    func roundTrip() throws {
        let server = try HTTPServer(HTTPServerTests.tcp()) { request, responder in
            responder.respond(
                HTTPResponse(
                    status: 201,
                    headers: ["X-Method": request.method, "X-Two": "1", "x-two": request.headers["X-In"] ?? ""],
                    body: request.body
                )
            )
        }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(try #require(server.port(of: 0)))/a"
        let client = HTTPClient()
        for count in [0, 1, 1_000, 200_000] {
            let body = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let response = try client.send(
                HTTPClientRequest(method: "POST", url: url, headers: [.init("X-In", "2")], body: body)
            )
            #expect(response.status == 201)
            #expect(response.body == body)
            #expect(response.headers.filter { $0.name == "x-two" }.map(\.value) == ["1", "2"])
        }
        for method in ["GET", "PUT", "DELETE"] {
            #expect(try client.send(HTTPClientRequest(method: method, url: url))["X-Method"] == method)
        }
        #expect(server.connectionCount == 1)
        client.close()
    }

    @Test("nobody listening: not connected, nothing sent")
    func notConnected() {
        let client = HTTPClient()
        let error = failure { () throws(HTTPClientError) in
            try client.send(HTTPClientRequest(url: "http://127.0.0.1:1/"))
        }
        #expect(error?.code == .notConnected)
        #expect(error?.requestSent == false)
        #expect(error?.curlCode == 7)
    }

    @Test("a connection that breaks after the request says that it was sent")
    func brokenAfterSending() {
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.close()
        }
        defer { server.stop() }
        let error = failure { () throws(HTTPClientError) in
            try HTTPClient().send(
                HTTPClientRequest(method: "POST", url: "http://127.0.0.1:\(server.port)/", body: [1])
            )
        }
        #expect(error?.code == .broken)
        #expect(error?.requestSent == true)
    }

    @Test("an answer cut off in its body is an error, not a short answer")
    func cutOff() {
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            connection.close()
        }
        defer { server.stop() }
        let error = failure { () throws(HTTPClientError) in
            try HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.code == .broken)
        #expect(error?.requestSent == true)
    }

    @Test("no answer in time is a time-out after sending")
    func timeOut() {
        let server = HTTPRawServer { connection in _ = connection.readToEnd() }
        defer { server.stop() }
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        request.totalTimeout = 150
        let error = failure { () throws(HTTPClientError) in try HTTPClient().send(request) }
        #expect(error?.code == .timedOut)
        #expect(error?.requestSent == true)
    }

    @Test("cancel from another thread ends a transfer at once, and the client still works")
    func cancel() throws {
        let arrived = DispatchSemaphore(value: 0)
        let server = HTTPRawServer { connection in
            if connection.read(until: "\r\n\r\n").contains("/wait") {
                arrived.signal()
                _ = connection.readToEnd()
            } else {
                connection.send("HTTP/1.1 204 No Content\r\n\r\n")
            }
        }
        defer { server.stop() }
        let client = HTTPClient()
        let cancellation = client.cancellation
        cancellation.cancel()
        Thread {
            arrived.wait()
            cancellation.cancel()
        }.start()
        let begin = Date()
        let error = failure { () throws(HTTPClientError) in
            try client.send(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/wait"))
        }
        #expect(error?.code == .cancelled)
        #expect(error?.requestSent == true)
        #expect(Date().timeIntervalSince(begin) < 14)
        #expect(try client.send(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")).status == 204)
    }

    @Test("an answer over the limit is refused, as is an endless head", arguments: [false, true])
    func tooLarge(head: Bool) {
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            let filler = String(repeating: "x", count: 1_000)
            connection.send("HTTP/1.1 200 OK\r\n" + (head ? "" : "\r\n"))
            while connection.send(head ? "X-F: \(filler)\r\n" : filler) {}
        }
        defer { server.stop() }
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        request.maxResponseBytes = 50_000
        let error = failure { () throws(HTTPClientError) in try HTTPClient().send(request) }
        #expect(error?.code == .tooLarge)
    }

    @Test("redirects are handed back, not followed")
    func redirect() throws {
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.send("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let response = try HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/"))
        #expect(response.status == 302)
        #expect(response["location"] == "http://127.0.0.1:1/")
    }

    @Test("a stream hands over its bytes as they come, tells its head first, and ends when told to")
    func stream() throws {
        let go = DispatchSemaphore(value: 0)
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
            for number in 0..<3 {
                go.wait()
                connection.send("data: \(number)\n\n")
            }
            _ = connection.readToEnd()
        }
        defer { server.stop() }
        var text = ""
        var type: String?
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        request.totalTimeout = 0
        let error = failure { () throws(HTTPClientError) in
            try HTTPClient().stream(
                request,
                onHead: {
                    type = $0["content-type"]
                    go.signal()
                    return true
                },
                onBytes: {
                    text += String(decoding: $0, as: UTF8.self)
                    go.signal()
                    return !text.contains("data: 2\n\n")
                }
            )
        }
        #expect(type == "text/event-stream")
        #expect(text == "data: 0\n\ndata: 1\n\ndata: 2\n\n")
        #expect(error?.code == .cancelled)
    }

    @Test("a stream that is silent for too long times out")
    func silentStream() {
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\n\r\nx")
            _ = connection.readToEnd()
        }
        defer { server.stop() }
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        request.totalTimeout = 0
        request.idleTimeout = 200
        var got = 0
        let error = failure { () throws(HTTPClientError) in
            try HTTPClient().stream(request) { bytes in
                got += bytes.count
                return true
            }
        }
        #expect(error?.code == .timedOut)
        #expect(got == 1)
    }

    @Test("a stream that is refused returns the answer with its body")
    func refusedStream() throws {
        let server = HTTPRawServer { connection in
            _ = connection.read(until: "\r\n\r\n")
            connection.send("HTTP/1.1 410 Gone\r\nContent-Length: 6\r\n\r\noldest")
        }
        defer { server.stop() }
        let response = try HTTPClient().stream(HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")) { _ in
            Issue.record("the body of an error is no stream")
            return false
        }
        #expect(response.status == 410)
        #expect(response.body == Array("oldest".utf8))
    }

    @Test("a kept connection that died is known as sent, and a fresh one is used when asked for")
    func freshConnections() throws {
        let connections = HTTPBox(Mutex(0))
        let server = HTTPRawServer { connection in
            connections.value.withLock { $0 += 1 }
            while connection.read(until: "\r\n\r\n").hasSuffix("\r\n\r\n") {
                connection.send("HTTP/1.1 204 No Content\r\n\r\n")
            }
        }
        defer { server.stop() }
        let client = HTTPClient()
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(server.port)/")
        _ = try client.send(request)
        _ = try client.send(request)
        #expect(connections.value.withLock { $0 } == 1)
        request.reusesConnection = false
        _ = try client.send(request)
        #expect(connections.value.withLock { $0 } == 2)
    }

    @Test("a port that does not speak TLS is a TLS failure, before anything was sent")
    func notTLS() {
        let server = HTTPRawServer { connection in
            _ = connection.read()
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()
        }
        defer { server.stop() }
        let error = failure { () throws(HTTPClientError) in
            try HTTPClient().send(HTTPClientRequest(url: "https://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.code == .tls)
        #expect(error?.requestSent == false)
    }

    @Test(
        "a request that cannot be sent is refused before connecting",
        arguments: ["ftp://127.0.0.1/", "http://127.0.0.1/a\r\nX: y", "", "file:///etc/passwd"]
    )
    func invalidURL(url: String) {
        let error = failure { () throws(HTTPClientError) in try HTTPClient().send(HTTPClientRequest(url: url)) }
        #expect(error?.code == .invalidRequest)
        #expect(error?.requestSent == false)
    }

    @Test("a field with a line end is refused")
    func headerInjection() {
        let error = failure { () throws(HTTPClientError) in
            try HTTPClient().send(HTTPClientRequest(url: "http://127.0.0.1:1/", headers: [.init("A", "b\r\nC: d")]))
        }
        #expect(error?.code == .invalidRequest)
    }
}
