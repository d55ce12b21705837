import Domain
import Foundation
import HID
import Linux
import Runtime
import Scanners
import Testing

@Suite("A scanner on a serial line", .serialized)
struct SerialScannerTests {
    private final class Bench {
        let told = ConditionBox<[String]>([])
        private let service: SerialScannerService
        private let thread: DeviceThread

        init(path: String, framing: SerialFraming = .line) throws {
            let told = told
            service = try SerialScannerService(
                settings: SerialScannerSettings(path: path, framing: framing),
                log: Log("scanners", sink: LogSink { _ in })
            ) { report in
                let line =
                    switch report {
                    case .connected(let id, _, _): "connected \(id.kind.rawValue)"
                    case .disconnected: "disconnected"
                    case .faulted(_, let problem, _): problem
                    case .recovered: "recovered"
                    case .read(_, .received(let bytes)): bytes.withBytes { String(decoding: $0, as: UTF8.self) }
                    case .read: "something else"
                    }
                told.update { $0.append(line) }
            }
            thread = try .start(service)
        }

        func sees(_ line: String, times: Int = 1) -> Bool {
            told.wait(until: .after(milliseconds: 10_000)) { $0.count { $0 == line } >= times ? true : nil } ?? false
        }

        func end() -> Bool {
            service.stop()
            return thread.join(until: .after(milliseconds: 5_000))
        }
    }

    /// A path that a test puts a terminal at.
    private static func place() -> String {
        FileManager.default.temporaryDirectory.path + "/scanner-" + UUID().uuidString
    }

    @Test("it is read as it comes, unplugged and plugged in again")
    func replugged() throws {
        let path = Self.place()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let bench = try Bench(path: path)
        for round in 1...2 {
            let terminal = try PseudoTerminal()
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: terminal.path)
            #expect(bench.sees("connected scanner", times: round))
            _ = try terminal.write(Array("]Q1M:\(round)\r".utf8), until: .after(milliseconds: 5_000))
            #expect(bench.sees("]Q1M:\(round)"))
            try FileManager.default.removeItem(atPath: path)
            terminal.close()
            #expect(bench.sees("disconnected", times: round))
        }
        #expect(bench.end())
        #expect(bench.told.withLock { $0.count } == 6)
    }

    @Test("a line that another program has is told once, and read when it is free")
    func busy() throws {
        let terminal = try PseudoTerminal()
        defer { terminal.close() }
        let other = try SerialPort(path: terminal.path, settings: SerialSettings(flow: .none))
        let bench = try Bench(path: terminal.path)
        #expect(bench.sees("scanner-busy"))
        other.close()
        #expect(bench.sees("recovered"))
        _ = try terminal.write(Array("42\n".utf8), until: .after(milliseconds: 5_000))
        #expect(bench.sees("42"))
        #expect(bench.end())
        #expect(bench.told.withLock { $0 } == ["connected scanner", "scanner-busy", "recovered", "42"])
    }
}
