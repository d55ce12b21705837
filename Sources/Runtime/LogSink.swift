import Linux
import Synchronization

/// Where log lines go, and from which level on; shared by all `Log`s of a process.
public final class LogSink: Sendable {
    /// stderr by write(2): unbuffered, whole lines.
    public static let standard = LogSink { StandardStream.error.put($0) }

    private let threshold: Atomic<Int>
    private let output: @Sendable ([UInt8]) -> Void

    /// `output` gets each line whole, with its newline, from any thread.
    public init(level: LogLevel = .info, _ output: @escaping @Sendable ([UInt8]) -> Void) {
        threshold = Atomic(level.rawValue)
        self.output = output
    }

    /// Lines above this level are left out; may be changed at any time.
    public var level: LogLevel {
        get { LogLevel(rawValue: threshold.load(ordering: .relaxed)) ?? .info }
        set { threshold.store(newValue.rawValue, ordering: .relaxed) }
    }

    func write(_ line: [UInt8]) {
        output(line)
    }
}
