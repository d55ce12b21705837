import Domain
import Glibc
import HID
import Linux
import Runtime
import Scanners
import USB

/// The scanner service alone: one line for each thing it tells, until SIGTERM.
///
/// Options: `rule=MODEL` names a device, `give` gives keyboards back at the end.
enum ScanProgram {
    static func run(_ options: [String]) -> Int32 {
        Signals.block([SIGTERM])
        guard let us = KeyboardLayout.named("us") else {
            return 1
        }
        // An emulated machine may be away for long between two keys of one code.
        let keyboard = KeyboardDecoderSettings(layout: us, idle: 5_000)
        var settings = ScannerSettings(keyboard: keyboard)
        for option in options {
            if option.hasPrefix("rule=") {
                settings.rules.append(ScannerRule(model: String(option.dropFirst(5)), keyboard: keyboard))
            } else if option == "give" {
                settings.stop = .giveToKeyboard
            }
        }
        do {
            let bus = try LibUSBBus()
            let service = ScannerService(bus: bus, settings: settings) { Line.write(words(of: $0)) }
            let events = try DeviceThread.start("usb") { bus.run() }
            let scanners = try DeviceThread.start(service)
            Line.write("ready")
            _ = try Signals.wait(for: [SIGTERM])
            service.stop()
            let serviceEnded = scanners.join(until: .after(milliseconds: 5_000))
            bus.stop()
            let ended = events.join(until: .after(milliseconds: 5_000)) && serviceEnded
            Line.write(ended ? "ended" : "stuck")
            return ended ? 0 : 1
        } catch {
            Line.write("error \(error)")
            return 1
        }
    }

    private static func words(of report: ScannerReport) -> String {
        switch report {
        case .connected(let id, let name, _): "connected \(id) \(name)"
        case .disconnected(let id): "disconnected \(id)"
        case .faulted(let id, let problem, let detail): "faulted \(id) \(problem) \(detail)"
        case .recovered(let id): "recovered \(id)"
        case .read(let id, .typed(let message)): "read \(id) \(text(message.text))"
        case .read(let id, .received(let bytes)): "read \(id) \(text(bytes))"
        case .read(let id, .scanned(let reading)): "read \(id) \(reading.symbology ?? "")\(text(reading.data))"
        case .read(let id, .swiped(.reading(let reading))):
            "read \(id) " + reading.tracks.map { $0.clear.map(text) ?? "-" }.joined(separator: "|")
        case .read(let id, .swiped(.typed(let bytes, _))): "read \(id) \(text(bytes))"
        }
    }

    private static func text(_ bytes: SensitiveBytes) -> String {
        bytes.withBytes { String(decoding: $0, as: UTF8.self) }
    }
}
