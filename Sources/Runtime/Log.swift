import Domain
import Linux

/// Structured log lines of one component or device: `time level=… component=… device=… message="…" key=value`.
///
/// Never hand it card numbers, keys, codes or track data. As a last net, a run of 14 to 19 digits that passes the Luhn
/// check is written as its length only. Line breaks and control characters are escaped, so that no device can forge a line.
public struct Log: Sendable {
    public let component: String
    public let device: String?
    private let sink: LogSink

    public init(_ component: String, device: String? = nil, sink: LogSink = .standard) {
        self.component = component
        self.device = device
        self.sink = sink
    }

    /// The same component about one device.
    public func about(_ device: String) -> Log { Log(component, device: device, sink: sink) }

    public func error(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.error, message, fields)
    }

    public func warning(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.warning, message, fields)
    }

    public func notice(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.notice, message, fields)
    }

    public func info(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.info, message, fields)
    }

    public func debug(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.debug, message, fields)
    }

    private func write(_ level: LogLevel, _ message: () -> String, _ fields: KeyValuePairs<String, String>) {
        guard level <= sink.level else {
            return
        }
        let line = Log.line(
            time: Instant(milliseconds: SystemClock.wallMilliseconds),
            level: level,
            component: component,
            device: device,
            message: message(),
            fields: fields
        )
        sink.write(Array(line.utf8))
    }

    /// One line as it is written, with its newline.
    static func line(
        time: Instant,
        level: LogLevel,
        component: String,
        device: String?,
        message: String,
        fields: KeyValuePairs<String, String>
    ) -> String {
        var line = "\(time.rfc3339) level=\(level.name) component=\(LogText.value(component))"
        if let device {
            line += " device=" + LogText.value(device)
        }
        line += " message=" + LogText.value(message)
        for (key, value) in fields {
            line += " \(LogText.key(key))=\(LogText.value(value))"
        }
        return line + "\n"
    }
}
