import Domain
import HID
import Linux
import Runtime
import Scanners
import USB
import USBSimulator

/// A scanner service over simulated devices, and everything it told.
final class ScannerBench {
    /// A report as a test compares it: readings as text.
    enum Told: Hashable, Sendable {
        case connected(DeviceID, name: String)
        case disconnected(DeviceID)
        case faulted(DeviceID, problem: String, detail: String)
        case recovered(DeviceID)
        case typed(DeviceID, String)
        case scanned(DeviceID, String, symbology: String?)
        case swiped(DeviceID, [String])
    }

    static let us = KeyboardLayout.named("us") ?? KeyboardLayout.all[0]
    static let keyboard = KeyboardDecoderSettings(layout: us)

    let server: USBIPServer
    let bus: USBIPBus
    let service: ScannerService
    let told: ConditionBox<[Told]>
    private var threads: [DeviceThread] = []

    /// - Parameter slowedBy: runs before each reading is taken.
    init(
        settings: ScannerSettings = ScannerSettings(keyboard: keyboard, answerTime: 300),
        slowedBy wait: @escaping @Sendable () -> Void = {}
    ) throws {
        server = try USBIPServer()
        let bus = try USBIPBus(host: "127.0.0.1", port: server.port, lookEvery: 10)
        let told = ConditionBox<[Told]>([])
        let service = ScannerService(bus: bus, settings: settings, log: Log("scanners", sink: LogSink { _ in })) {
            report in
            if case .read = report {
                wait()
            }
            told.update { $0.append(Self.told(report)) }
        }
        self.bus = bus
        self.told = told
        self.service = service
        threads = [try .start("usb") { bus.run() }, try .start(service)]
    }

    /// Ends everything; true when nothing was left running.
    @discardableResult
    func end() -> Bool {
        service.stop()
        defer { server.stop() }
        let serviceEnded = threads[1].join(until: .after(milliseconds: 5_000))
        bus.stop()
        return threads[0].join(until: .after(milliseconds: 5_000)) && serviceEnded
    }

    /// The id of a device on a port of the server.
    func id(_ kind: DeviceID.Kind, _ path: String, serial: String = "") -> DeviceID {
        DeviceID(
            kind: kind,
            topology: "127.0.0.1:\(server.port)/\(path)" + (serial.isEmpty ? "" : "#" + serial)
        )
    }

    /// Waits until something was told, so many times; false when it was not within 10 s.
    func sees(_ count: Int = 1, _ what: (Told) -> Bool) -> Bool {
        told.wait(until: .after(milliseconds: 10_000)) { $0.count(where: what) >= count ? true : nil } ?? false
    }

    func sees(_ what: Told) -> Bool { sees { $0 == what } }

    func seesConnected(_ device: DeviceID, _ count: Int = 1) -> Bool {
        sees(count) { if case .connected(device, _) = $0 { true } else { false } }
    }

    func seesFault(_ device: DeviceID, _ problem: String) -> Bool {
        sees { if case .faulted(device, problem, _) = $0 { true } else { false } }
    }

    /// Everything told about a device, in order.
    func story(_ device: DeviceID) -> [Told] {
        told.withLock { $0.filter { Self.device($0) == device } }
    }

    var all: [Told] { told.withLock { $0 } }

    private static func device(_ told: Told) -> DeviceID {
        switch told {
        case .connected(let id, _), .disconnected(let id), .faulted(let id, _, _), .recovered(let id),
            .typed(let id, _),
            .scanned(let id, _, _), .swiped(let id, _):
            id
        }
    }

    private static func told(_ report: ScannerReport) -> Told {
        switch report {
        case .connected(let id, let name, _): .connected(id, name: name)
        case .disconnected(let id): .disconnected(id)
        case .faulted(let id, let problem, let detail): .faulted(id, problem: problem, detail: detail)
        case .recovered(let id): .recovered(id)
        case .read(let id, .typed(let message)): .typed(id, text(message.text))
        case .read(let id, .received(let bytes)): .typed(id, text(bytes))
        case .read(let id, .scanned(let reading)): .scanned(id, text(reading.data), symbology: reading.symbology)
        case .read(let id, .swiped(.reading(let reading))): .swiped(id, reading.tracks.map(track))
        case .read(let id, .swiped(.typed(let bytes, _))): .swiped(id, [text(bytes)])
        }
    }

    private static func text(_ bytes: SensitiveBytes) -> String {
        bytes.withBytes { String(decoding: $0, as: UTF8.self) }
    }

    private static func track(_ track: TrackReading) -> String {
        switch track {
        case .blank: "blank"
        case .error: "error"
        case .read(let bytes): text(bytes)
        case .encrypted(let masked): "encrypted " + (masked.map(text) ?? "")
        }
    }
}
