import Foundation
import Linux
import Testing

@Suite struct LinuxSerialPortTests {
    private let soon = Deadline.after(milliseconds: 10_000)

    @Test("bytes pass unchanged both ways, also those a terminal would interpret")
    func raw() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let port = try SerialPort(path: line.path, settings: SerialSettings())
        defer { port.close() }
        let all = (0...255).map { UInt8($0) }
        #expect(try port.write(all, until: soon) == 256)
        try port.drain()
        var seen: [UInt8] = []
        while seen.count < 256 {
            seen += try #require(try line.read(upTo: 256, until: soon))
        }
        #expect(seen == all)
        #expect(try line.write(all, until: soon) == 256)
        seen = []
        while seen.count < 256 {
            seen += try port.read(upTo: 256, until: soon)
        }
        #expect(seen == all)
        #expect(try port.read(upTo: 1, until: .now).isEmpty)
        #expect(port.modemLines() == nil)
    }

    @Test("the simulator sees the settings its user made", arguments: SerialSettings.bauds)
    func settings(baud: Int) throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        for flow in SerialSettings.FlowControl.allCases {
            let settings = SerialSettings(baud: baud, stopBits: 2, flow: flow)
            let port = try SerialPort(path: line.path, settings: settings)
            // DTR/DSR is the writer's business: the driver has nothing to do.
            var seen = settings
            seen.flow = flow == .dtrDsr ? .none : flow
            #expect(try port.settings() == seen)
            #expect(try line.settings() == seen)
            port.close()
        }
    }

    @Test("settings change on the open line, and what the driver refuses is an error")
    func change() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let port = try SerialPort(path: line.path, settings: SerialSettings(flow: .rtsCts))
        defer { port.close() }
        try port.apply(SerialSettings(flow: .none))
        #expect(try line.settings().flow == .none)
        try port.apply(SerialSettings(flow: .rtsCts))
        #expect(try line.settings().flow == .rtsCts)
        #expect(#expect(throws: LinuxError.self) { try port.apply(SerialSettings(parity: .odd)) }?.errno == EINVAL)
    }

    @Test(
        "settings the driver does not take are an error, although tcsetattr said yes",
        arguments: [
            SerialSettings(dataBits: 7), SerialSettings(parity: .even), SerialSettings(baud: 12345),
            SerialSettings(dataBits: 9), SerialSettings(stopBits: 3),
        ]
    )
    func refused(settings: SerialSettings) throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let error = #expect(throws: LinuxError.self) { try SerialPort(path: line.path, settings: settings) }
        #expect(error?.errno == EINVAL)
        #expect(error?.path == line.path)
    }

    @Test("a port is held by one owner at a time, also for root")
    func exclusive() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let port = try SerialPort(path: line.path, settings: SerialSettings())
        let error = #expect(throws: LinuxError.self) { try SerialPort(path: line.path, settings: SerialSettings()) }
        #expect(error?.isBusy == true)
        port.close()
        try SerialPort(path: line.path, settings: SerialSettings()).close()
    }

    @Test("a line nobody drains takes only so many bytes until the deadline")
    func held() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let port = try SerialPort(path: line.path, settings: SerialSettings())
        defer { port.close() }
        let taken = try port.write([UInt8](repeating: 0x55, count: 1 << 20), until: .after(milliseconds: 20))
        #expect(taken > 0 && taken < 1 << 20)
    }

    @Test("an unplugged line is EIO")
    func unplugged() throws {
        let line = try PseudoTerminal()
        let port = try SerialPort(path: line.path, settings: SerialSettings())
        defer { port.close() }
        line.close()
        #expect(#expect(throws: LinuxError.self) { try port.read(upTo: 1, until: soon) }?.errno == EIO)
    }

    @Test("a wait on the line ends by a wake-up from another thread")
    func wakeUp() throws {
        let line = try PseudoTerminal()
        defer { line.close() }
        let port = try SerialPort(path: line.path, settings: SerialSettings())
        defer { port.close() }
        let wake = try EventFD()
        let thread = Thread { wake.signal() }
        thread.start()
        let answers = try Poll.wait(
            [(port.descriptor, .readable), (wake.descriptor, .readable)],
            until: soon
        )
        #expect(answers[0].isEmpty)
        #expect(answers[1].contains(.readable))
        #expect(wake.drain())
        #expect(!wake.drain())
    }
}
