import Foundation
import Glibc
import Linux
import Testing

@testable import Printers

/// Every line whose other end takes nothing: writing comes back, and so does closing. A line that blocked would never end.
/// The limit holds the wait for a thread as well.
@Suite("A line whose other end does not read", .waiting, .timeLimit(.minutes(10)))
struct HeldLineTests {
    /// Writes until the line takes nothing for the tenth time; how much it took.
    private func fill(_ port: any PrinterPort) throws -> Int {
        let bytes = [UInt8](repeating: 0x20, count: 65_536)
        var sent = 0
        var refusals = 0
        while refusals < 10, sent < 64 << 20 {
            let taken = try port.write(bytes[...])
            sent += taken
            refusals += taken == 0 ? 1 : 0
        }
        port.close()
        return sent
    }

    @Test("serial", arguments: SerialSettings.FlowControl.allCases)
    func serial(flow: SerialSettings.FlowControl) throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        // What has left by the line's speed goes on being written until the terminal is full.
        let port = try SerialPrinterPort(path: line.path, baud: 921_600, flow: flow) { _ in true }
        #expect((1..<1 << 20).contains(try fill(port)))
    }

    @Test("TCP")
    func tcp() throws {
        let listener = try TCPSocket.listen(port: 0)
        defer { listener.close() }
        let port = try TCPPrinterPort(host: "127.0.0.1", port: listener.port, until: .after(milliseconds: 5_000))
        let peer = try #require(try listener.accept(until: .after(milliseconds: 5_000)))
        defer { peer.close() }
        #expect((1..<64 << 20).contains(try fill(port)))
    }

    @Test("a pipe in place of a file, and one that nobody has opened")
    func pipe() throws {
        let folder = try Files.makeTemporaryFolder("printer-pipe")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let error = #expect(throws: LinuxError.self) { try FilePrinterPort(path: path) }
        #expect(error?.errno == ENXIO)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let port = try FilePrinterPort(path: path)
        #expect((1..<1 << 20).contains(try fill(port)))
    }
}
