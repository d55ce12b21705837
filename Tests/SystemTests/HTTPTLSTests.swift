import Foundation
import Glibc
import HTTPClient
import Testing

@Suite struct HTTPTLSTests {
    private static let openssl = "/usr/bin/openssl"

    @Test(
        "a certificate nobody vouches for is refused, and accepted once its file is trusted",
        .enabled(if: FileManager.default.isExecutableFile(atPath: HTTPTLSTests.openssl), "needs the openssl program")
    )
    func certificates() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ct-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = folder.appendingPathComponent("key.pem").path
        let certificate = folder.appendingPathComponent("cert.pem").path
        let making = try run([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ])
        #expect(httpEventually { !making.isRunning })
        let output = Pipe()
        let server = try run(["s_server", "-accept", "127.0.0.1:0", "-www", "-key", key, "-cert", certificate], output)
        defer {
            kill(server.processIdentifier, SIGKILL)
            #expect(httpEventually { !server.isRunning })
        }
        var text = ""
        while !text.contains("ACCEPT 127.0.0.1:") || !text.hasSuffix("\n") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty)
            text += String(decoding: data, as: UTF8.self)
        }
        let port = try #require(text.split(separator: "ACCEPT 127.0.0.1:").last?.prefix { $0.isNumber })
        var request = HTTPClientRequest(url: "https://127.0.0.1:\(port)/")
        let client = HTTPClient()
        #expect { try client.send(request) } throws: {
            let error = $0 as? HTTPClientError
            return error?.code == .tls && error?.requestSent == false && error?.curlCode == 60
        }
        request.trustFile = certificate
        #expect(try client.send(request).status == 200)
        request.url = "https://localhost:\(port)/"
        #expect { try client.send(request) } throws: { ($0 as? HTTPClientError)?.code == .tls }
    }

    @discardableResult
    private func run(_ arguments: [String], _ output: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.openssl)
        process.arguments = arguments
        process.standardOutput = output ?? Pipe()
        process.standardError = Pipe()
        try process.run()
        return process
    }
}
