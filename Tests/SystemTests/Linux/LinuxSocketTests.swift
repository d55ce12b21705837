import Foundation
import Linux
import Testing

@Suite struct LinuxSocketTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private let soon = Deadline.after(milliseconds: 10_000)
    private let briefly = 20

    @Test("TCP: bytes go both ways, the end is an empty read, silence is nil")
    func tcp() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let client = try TCPSocket.connect(host: "127.0.0.1", port: listener.port, quickAcknowledge: true, until: soon)
        defer { client.close() }
        let server = try #require(try listener.accept(until: soon))
        defer { server.close() }
        try client.writeAll([1, 2, 3], until: soon)
        #expect(try server.readExactly(3, until: soon) == [1, 2, 3])
        #expect(try server.read(upTo: 10, until: .after(milliseconds: briefly)) == nil)
        client.finishWriting()
        #expect(try server.read(upTo: 10, until: soon) == [])
        try server.writeAll([9], until: soon)
        #expect(try client.read(upTo: 10, until: soon) == [9])
    }

    @Test("TCP: a port nobody listens on is refused by name")
    func refused() throws {
        let listener = try TCPSocket.listen(port: 0)
        let port = listener.port
        listener.close()
        let error = #expect(throws: LinuxError.self) {
            try TCPSocket.connect(host: "127.0.0.1", port: port, until: soon)
        }
        #expect(error?.errno == ECONNREFUSED)
        #expect(error?.path == "127.0.0.1:\(port)")
    }

    @Test("TCP: a reserved port is nobody else's, refuses while nobody listens, and is listened on again and again")
    func reserved() throws {
        let reservation = try TCPSocket.reserve(port: 0)
        let port = reservation.port
        let others = try (0..<200).map { _ in try TCPSocket.reserve(port: 0) }
        #expect(!others.contains { $0.port == port })
        for _ in 0..<3 {
            let error = #expect(throws: LinuxError.self) {
                try TCPSocket.connect(host: "127.0.0.1", port: port, until: soon)
            }
            #expect(error?.errno == ECONNREFUSED)
            let listener = try TCPSocket.listen(port: port)
            defer { listener.close() }
            #expect(listener.port == port)
            try TCPSocket.connect(host: "127.0.0.1", port: port, until: soon).close()
            try #require(try listener.accept(until: soon)).close()
        }
    }

    @Test("TCP: a reader that stops takes only so many bytes, and the count says how many")
    func stalledReader() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let client = try TCPSocket.connect(host: "127.0.0.1", port: listener.port, until: soon)
        defer { client.close() }
        let server = try #require(try listener.accept(until: soon))
        defer { server.close() }
        let all = [UInt8](repeating: 7, count: 64 << 20)
        let taken = try client.write(all, until: .after(milliseconds: briefly))
        #expect(taken < all.count)
        #expect(try server.readExactly(taken, until: soon).count == taken)
    }

    @Test("what the other side has not acknowledged is counted")
    func pending() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let socket = try TCPSocket.connect(host: "127.0.0.1", port: listener.port, until: .after(milliseconds: 10_000))
        defer { socket.close() }
        let other = try #require(try listener.accept(until: .after(milliseconds: 10_000)))
        defer { other.close() }
        socket.keepAlive(idle: 60, interval: 10, count: 3)
        #expect(try socket.pendingOutput() == 0)
        let taken = try socket.write([UInt8](repeating: 0x55, count: 1 << 24), until: .after(milliseconds: 20))
        // Nobody reads: the other side's kernel has taken a part, the rest waits here.
        let waiting = try socket.pendingOutput()
        #expect(waiting > 0 && waiting <= taken)
    }

    @Test("writing to a side that is gone is an error, and raises no SIGPIPE")
    func noSignal() throws {
        var pipe = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        var before = sigset_t()
        // Held back on this thread, a signal would stay to be seen.
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        let path = folder.path + "/gone.socket"
        let listener = try UnixSocket.listen(path)
        defer { listener.close() }
        let client = try UnixSocket.connect(path, until: soon)
        defer { client.close() }
        try #require(try listener.accept(until: soon)).close()
        let error = #expect(throws: LinuxError.self) { try client.writeAll([1, 2, 3], until: soon) }
        #expect(error?.errno == EPIPE)
        var none = timespec()
        #expect(sigtimedwait(&pipe, nil, &none) == -1)
    }

    @Test("a reset is an error, not an end")
    func reset() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let client = try TCPSocket.connect(host: "127.0.0.1", port: listener.port, until: soon)
        defer { client.close() }
        let server = try #require(try listener.accept(until: soon))
        server.resetOnClose()
        server.close()
        let error = #expect(throws: LinuxError.self) { try client.read(upTo: 1, until: soon) }
        #expect(error?.errno == ECONNRESET)
    }

    @Test("Unix: the peer's user is known, in the file system and in the abstract namespace", arguments: [true, false])
    func unix(abstract: Bool) throws {
        let path = abstract ? "@countertop-\(UUID().uuidString)" : folder.file("socket")
        let listener = try UnixSocket.listen(path, mode: 0o660)
        defer { listener.close() }
        let client = try UnixSocket.connect(path, until: soon)
        defer { client.close() }
        let server = try #require(try listener.accept(until: soon))
        defer { server.close() }
        #expect(try server.peer() == StreamSocket.Peer(process: getpid(), user: getuid(), group: getgid()))
        if !abstract {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o660)
        }
    }

    @Test("Unix: an abandoned socket file is replaced, a live one is not")
    func abandoned() throws {
        let path = folder.file("socket")
        let live = try UnixSocket.listen(path)
        #expect(#expect(throws: LinuxError.self) { try UnixSocket.listen(path) }?.errno == EADDRINUSE)
        let client = try UnixSocket.connect(path, until: soon)
        client.close()
        live.close()
        #expect(!Files.exists(path))
        // A socket file left by a process that died: bound, never listening.
        let stale = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(stale, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        close(stale)
        let again = try UnixSocket.listen(path)
        again.close()
    }

    @Test("a path too long for a Unix socket is an error, not a trap")
    func longPath() {
        let path = "/tmp/" + String(repeating: "x", count: 200)
        #expect(#expect(throws: LinuxError.self) { try UnixSocket.connect(path, until: .now) }?.errno == ENAMETOOLONG)
        #expect(throws: LinuxError.self) { try UnixSocket.connect("", until: .now) }
    }

    @Test("stop ends an accept that is waiting", arguments: [true, false])
    func stopAccept(tcp: Bool) throws {
        let listener = tcp ? try TCPSocket.listen(port: 0) : try UnixSocket.listen(folder.file("socket"))
        defer { listener.close() }
        let ended = ConditionBox(false)
        let thread = Thread {
            let socket = try? listener.accept(until: .never)
            ended.update { $0 = socket == nil }
        }
        thread.start()
        listener.stop()
        #expect(ended.wait(until: soon) { $0 ? true : nil } == true)
    }

    @Test("shutdown ends a read that is waiting in another thread")
    func shutdownRead() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let client = try TCPSocket.connect(host: "127.0.0.1", port: listener.port, until: soon)
        defer { client.close() }
        let result = ConditionBox<[UInt8]?>(nil)
        let thread = Thread {
            let bytes = (try? client.read(upTo: 1, until: .never)) ?? nil
            result.update { $0 = bytes }
        }
        thread.start()
        client.shutdown()
        #expect(result.wait(until: soon) { $0 } == [])
    }

    @Test("sd_notify sends one datagram, and says when nobody listens")
    func notify() throws {
        let path = folder.file("notify")
        #expect(!SystemdNotifier.notify("READY=1", socket: path))
        let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(receiver) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(receiver, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(bound == 0)
        #expect(SystemdNotifier.notify("READY=1", socket: path))
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = recv(receiver, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "READY=1")
    }
}
