import Glibc
import HTTPClient
import Linux
import USBSimulator

/// Answers requests, one line each, by `ok` or `no`, the length in bytes, a newline and that many bytes.
///
/// | request | answer |
/// |---|---|
/// | `attach PORT PATH NUMBER` | nothing; the device of the host's USB/IP server is at virtual port NUMBER |
/// | `get TARGET` | what the daemon's local API answers |
/// | `post TARGET BODY` | what the daemon's local API answers to JSON, under a key of its own |
/// | `shell SCRIPT` | what bash prints |
/// | `keys` | key presses seen on all event nodes since the agent runs |
/// | `drivers` | the kernel driver of every HID interface |
/// | `bus` | the number of the virtual high-speed ports' bus |
/// | `ports` | how many virtual ports are in use |
final class Agent {
    private struct Refusal: Error {
        let text: String
    }

    private let host: String
    private let socket: StreamSocket
    private let keys: KeyWatch
    private let client = HTTPClient()
    private var posts = 0

    init(host: String, port: UInt16) throws {
        self.host = host
        keys = try KeyWatch()
        socket = try TCPSocket.connect(host: host, port: port, until: .after(milliseconds: 30_000))
    }

    /// Serves until the host closes the connection.
    func run() throws {
        var pending: [UInt8] = []
        while let bytes = try socket.read(upTo: 4096, until: .never), !bytes.isEmpty {
            pending += bytes
            while let end = pending.firstIndex(of: 0x0A) {
                let request = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeFirst(end + 1)
                try socket.writeAll(reply(to: request), until: .after(milliseconds: 60_000))
            }
        }
        keys.stop()
    }

    private func reply(to request: String) -> [UInt8] {
        let word: String
        let body: [UInt8]
        do {
            body = try perform(request)
            word = "ok"
        } catch let refusal as Refusal {
            body = Array(refusal.text.utf8)
            word = "no"
        } catch {
            body = Array("\(error)".utf8)
            word = "no"
        }
        return Array("\(word) \(body.count)\n".utf8) + body
    }

    private func perform(_ request: String) throws -> [UInt8] {
        let words = request.split(separator: " ", maxSplits: 1).map(String.init)
        let rest = words.count > 1 ? words[1] : ""
        switch words.first {
        case "attach":
            let parts = rest.split(separator: " ")
            guard parts.count == 3, let port = UInt16(parts[0]), let number = Int(parts[2]) else {
                throw Refusal(text: "attach PORT PATH NUMBER")
            }
            _ = try KernelPort(server: host, at: port, path: String(parts[1]), port: number)
            return []
        case "get": return try send(HTTPClientRequest(url: "http://localhost" + rest))
        case "post": return try post(rest)
        case "shell": return try shell(rest)
        case "keys": return Array(String(keys.count).utf8)
        case "drivers": return Array(KernelDevices.drivers.joined(separator: " ").utf8)
        case "bus": return Array((KernelDevices.virtualBus ?? "").utf8)
        case "ports": return Array(String(try KernelDevices.portsInUse()).utf8)
        default: throw Refusal(text: "what is \(request)?")
        }
    }

    private func post(_ rest: String) throws -> [UInt8] {
        let words = rest.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else {
            throw Refusal(text: "post TARGET BODY")
        }
        posts += 1
        return try send(
            HTTPClientRequest(
                method: "POST",
                url: "http://localhost" + words[0],
                headers: [
                    .init("Content-Type", "application/json"), .init("Idempotency-Key", "guest-\(posts)-\(getpid())"),
                ],
                body: Array(words[1].utf8)
            )
        )
    }

    private func send(_ request: HTTPClientRequest) throws -> [UInt8] {
        var request = request
        request.totalTimeout = 60_000
        request.unixSocketPath = "/run/countertop/api.sock"
        request.maxResponseBytes = 8 << 20
        let response = try client.send(request)
        guard (200...202).contains(response.status) else {
            throw Refusal(text: "\(response.status): \(String(decoding: response.body, as: UTF8.self))")
        }
        return response.body
    }

    private func shell(_ script: String) throws -> [UInt8] {
        let output = "/run/guest/output"
        if Files.exists(output) {
            try Files.remove(output)
        }
        let child = try ChildProcess(["bash", "-c", script], output: .file(output), error: .file(output))
        let exit = try child.wait(until: .after(milliseconds: 120_000))
        let printed = Files.exists(output) ? try Files.read(output) : []
        guard exit == .exited(code: 0) else {
            throw Refusal(text: "\(String(describing: exit)): \(String(decoding: printed, as: UTF8.self))")
        }
        return printed
    }
}
