import Foundation
import Glibc
import Testing

/// A plain socket to a server under test, so that a test decides about every byte.
final class HTTPRawConnection: @unchecked Sendable {
    private(set) var fd: Int32

    init?(port: UInt16) {
        fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard result == 0 else { return nil }
    }

    init(accepted: Int32) {
        fd = accepted
    }

    deinit { close() }

    func close() {
        if fd >= 0 { Glibc.close(fd) }
        fd = -1
    }

    @discardableResult
    func send(_ text: String) -> Bool {
        send(Array(text.utf8))
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// What comes next; empty at the end, after an error or after ten seconds of silence.
    func read(_ limit: Int = 65_536) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = recv(fd, &buffer, limit, 0)
        if count < 0, errno == EAGAIN { Issue.record("nothing came for ten seconds") }
        return count > 0 ? Array(buffer.prefix(count)) : []
    }

    /// Everything up to the end of the connection.
    func readToEnd() -> String {
        var all: [UInt8] = []
        while true {
            let bytes = read()
            if bytes.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += bytes
        }
    }

    /// Everything up to and including a text; what came so far when the connection ends before.
    func read(until text: String) -> String {
        var all: [UInt8] = []
        let wanted = Data(text.utf8)
        while true {
            // Only the end can be new: long streams are read without searching them over and over.
            let tail = Data(all.suffix(65_536 + wanted.count))
            if tail.range(of: wanted) != nil { return String(decoding: all, as: UTF8.self) }
            let bytes = read()
            if bytes.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += bytes
        }
    }
}

/// A listening socket whose connections a test answers by hand.
final class HTTPRawServer: @unchecked Sendable {
    let port: UInt16
    private let fd: Int32

    /// Runs the script on a thread of its own for every connection.
    init(_ script: @escaping @Sendable (HTTPRawConnection) -> Void) {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(made, $0, length)
                listen(made, 16)
                getsockname(made, $0, &length)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
        fd = made
        Thread {
            while true {
                let accepted = accept(made, nil, nil)
                guard accepted >= 0 else { return }
                Thread { script(HTTPRawConnection(accepted: accepted)) }.start()
            }
        }.start()
    }

    func stop() {
        shutdown(fd, Int32(SHUT_RDWR))
        Glibc.close(fd)
    }
}

/// Waits for a condition with a deadline.
func httpEventually(seconds: Double = 10, _ condition: () -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
        if condition() { return true }
        usleep(2_000)
    }
    return condition()
}
