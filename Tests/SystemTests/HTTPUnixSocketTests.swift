import Foundation
import Glibc
import HTTPClient
import HTTPServer
import Synchronization
import Testing

@Suite struct HTTPUnixSocketTests {
    /// A folder that is gone after the body.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ct-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func server(_ path: String, mode: UInt32 = 0o600) throws -> HTTPServer {
        try HTTPServer(HTTPServerConfiguration(listeners: [.unix(path: path, mode: mode, group: nil)])) {
            request,
            responder in
            let peer = request.peer
            let text = "\(peer?.uid ?? 0) \(peer?.gid ?? 0) \(peer?.pid ?? 0) \(request.port == nil)"
            responder.respond(HTTPResponse(status: 200, body: Array(text.utf8)))
        }
    }

    private func get(_ path: String) throws -> String {
        let client = HTTPClient()
        var request = HTTPClientRequest(url: "http://localhost/")
        request.unixSocketPath = path
        return String(decoding: try client.send(request).body, as: UTF8.self)
    }

    @Test("the kernel says who is at the other end, and the socket has the given mode")
    func credentials() throws {
        try inFolder { folder in
            let path = folder + "/api.sock"
            let server = try server(path, mode: 0o640)
            #expect(try get(path) == "\(getuid()) \(getgid()) \(getpid()) true")
            var status = stat()
            #expect(lstat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o640)
            server.stop()
            #expect(lstat(path, &status) != 0)
        }
    }

    @Test("a live socket is not taken over, a dead one is replaced, another file is left alone")
    func places() throws {
        try inFolder { folder in
            let path = folder + "/api.sock"
            let first = try server(path)
            #expect { try server(path) } throws: { ($0 as? HTTPServerError)?.code == .inUse }
            #expect(try get(path).isEmpty == false)
            first.stop()

            let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            _ = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(dead, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            close(dead)
            let second = try server(path)
            #expect(try get(path).isEmpty == false)
            second.stop()

            let file = folder + "/file"
            try Data("keep".utf8).write(to: URL(fileURLWithPath: file))
            #expect { try server(file) } throws: { ($0 as? HTTPServerError)?.code == .notASocket }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "keep")
        }
    }

    @Test("a path that is too long or in no folder is a clear error")
    func badPaths() throws {
        #expect { try server("/tmp/" + String(repeating: "x", count: 200)) } throws: {
            ($0 as? HTTPServerError)?.code == .pathTooLong
        }
        #expect { try server("/nonexistent-folder/api.sock") } throws: {
            ($0 as? HTTPServerError)?.number == ENOENT
        }
    }

    @Test("a port in use is named, and nothing of the server stays behind")
    func portInUse() throws {
        let first = try HTTPServer(HTTPServerConfiguration(listeners: [.loopback(port: 0)])) { _, _ in }
        defer { first.stop() }
        let port = try #require(first.port(of: 0))
        #expect {
            try HTTPServer(HTTPServerConfiguration(listeners: [.loopback(port: 0), .loopback(port: port)])) { _, _ in }
        } throws: { ($0 as? HTTPServerError)?.code == .inUse && "\($0)".contains("\(port)") }
    }
}
