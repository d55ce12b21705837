import Linux
import Runtime
import Testing
import USB

@Suite("A hostile USB/IP server")
struct HostileServerTests {
    private static let listHead: [UInt8] = [0x01, 0x11, 0x00, 0x05, 0, 0, 0, 0]

    private static func record(_ path: [UInt8], interfaces: UInt8 = 0) -> [UInt8] {
        [UInt8](repeating: 0, count: 256) + path + [UInt8](repeating: 0, count: 32 - path.count)
            + [UInt8](repeating: 0, count: 23) + [interfaces]
    }

    @Test(
        "a list that breaks the protocol is an error with a reason",
        arguments: [
            ([0x01, 0x06, 0x00, 0x05, 0, 0, 0, 0], .malformed), ([0x01, 0x11, 0x00, 0x03, 0, 0, 0, 0], .malformed),
            ([0x01, 0x11, 0x00, 0x05, 0, 0, 0, 7], .other), (listHead + [0xFF, 0xFF, 0xFF, 0xFF], .malformed),
            (listHead + [0, 0, 0, 1], .noDevice), ([], .noDevice), ([1], .noDevice),
            (listHead + [0, 0, 0, 1] + record([0x2E, 0x2E, 0x2F]), .malformed),
            (listHead + [0, 0, 0, 1] + record([]), .malformed),
            (listHead + [0, 0, 0, 1] + record([UInt8](repeating: 0x31, count: 32)), .malformed),
            (listHead + [0, 0, 0, 2] + record([0x31]) + record([0x31]), .malformed),
            (listHead + [0, 0, 0, 1] + record([0x31], interfaces: 255), .noDevice),
        ] as [([UInt8], USBError.Code)]
    )
    func lists(bytes: [UInt8], code: USBError.Code) throws {
        let server = try ScriptedServer { _, _ in [bytes] }
        defer { server.stop() }
        let bus = try USBIPBus(host: "127.0.0.1", port: server.port)
        do throws(USBError) {
            _ = try bus.devices()
            Issue.record("a broken list was taken")
        } catch {
            #expect(error.code == code)
        }
    }

    @Test(
        "an answer that breaks the protocol ends the device, not the program",
        arguments: [
            // An answer to nothing, too much data, a count past all bounds, an unknown command, an unlink nobody asked for.
            (.submitted(sequence: 99, status: 0, count: 0), []), (.submitted(sequence: 2, status: 0, count: 65), []),
            (.submitted(sequence: 2, status: 0, count: .max), []), (nil, [UInt8](repeating: 0xEE, count: 48)),
            (.unlinked(sequence: 2, status: -104), []), (nil, [0, 0, 0, 3]),
        ] as [(USBIPAnswer?, [UInt8])]
    )
    func answers(answer: USBIPAnswer?, rest: [UInt8]) throws {
        let export = USBIPExport(
            path: "",
            busID: "1-1",
            bus: 1,
            number: 2,
            speed: .full,
            vendor: 1,
            product: 1,
            release: 1,
            deviceClass: USBClass(0),
            configuration: 1,
            configurations: 1,
            interfaces: [USBClass(3)]
        )
        let server = try ScriptedServer { operation, command in
            switch (operation, command) {
            case (.list, _): [USBIPOperation.listReply([export])]
            case (_, nil): [USBIPOperation.importReply(export)]
            // SET_CONFIGURATION is the first URB; the second meets the hostile answer.
            case (_, .submit(let urb)) where urb.sequence == 1:
                [USBIPAnswer.submitted(sequence: 1, status: 0, count: 0).head]
            default: [(answer?.head ?? []) + rest]
            }
        }
        defer { server.stop() }
        let bus = try USBIPBus(host: "127.0.0.1", port: server.port)
        let thread = try DeviceThread.start("usb") { bus.run() }
        let device = try bus.open(try #require(try bus.devices().first))
        do throws(USBError) {
            _ = try device.read(.getDescriptor(type: 1, length: 64), until: .after(milliseconds: 300))
            Issue.record("a broken answer was taken")
        } catch {
            #expect(error.code == .noDevice || error.code == .timeout)
        }
        device.close()
        bus.stop()
        #expect(thread.join(until: .after(milliseconds: 5_000)))
    }
}
